package dev.zproc.processor.type;

import dev.zproc.processor.report.Show;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What generated code would have to catch. */
public final class Thrown {

  private Thrown() {}

  /** The first checked exception that {@code called} declares, as messages show it. */
  public static Optional<String> checked(ExecutableElement called, Elements elements, Types types) {
    return called.getThrownTypes().stream()
        .filter(type -> type.getKind() != TypeKind.ERROR && isChecked(type, elements, types))
        .findFirst()
        .map(Show::type);
  }

  /** Whether a caller must catch it; of a type variable the compiler takes what it need not. */
  private static boolean isChecked(TypeMirror thrown, Elements elements, Types types) {
    TypeMirror unchecked = elements.getTypeElement("java.lang.RuntimeException").asType();
    boolean inferred =
        thrown instanceof TypeVariable variable
            && types.isSubtype(unchecked, variable.getUpperBound());
    return !inferred
        && !types.isSubtype(thrown, unchecked)
        && !types.isSubtype(thrown, elements.getTypeElement("java.lang.Error").asType());
  }
}
