package dev.zproc.processor.read;

import dev.zproc.processor.model.StateRef;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Recognises states: the interfaces, and the accessors that were generated from them, in this round,
 * an earlier one or another module.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class States {

  private final Tools tools;

  States(Tools tools) {
    this.tools = tools;
  }

  /** Returns {@code type} if it is annotated with {@code @State}. */
  Optional<TypeElement> asInterface(TypeMirror type) {
    return element(type).filter(e -> annotation(e).isPresent());
  }

  /** Returns {@code type} if it is a generated accessor. */
  Optional<TypeElement> asAccessor(TypeMirror type) {
    return element(type).filter(e -> isNamed(e.getSuperclass(), KnownNames.ACCESSOR));
  }

  /** Returns the {@code @State} interface of an accessor; empty if that is the stub of a broken one. */
  Optional<TypeElement> ofAccessor(TypeElement accessor) {
    List<? extends TypeMirror> arguments =
        ((DeclaredType) accessor.getSuperclass()).getTypeArguments();
    return arguments.isEmpty() ? Optional.empty() : asInterface(arguments.get(0));
  }

  /** Returns the interface with its accessor, which is in the same package. */
  StateRef reference(TypeElement state) {
    JavaType.Declared type = JavaTypes.of(state);
    String named = annotation(state).map(use -> use.string("accessor")).orElse("");
    return new StateRef(
        type, JavaType.Declared.of(type.packageName(), Names.accessor(type, named)));
  }

  boolean isNamed(TypeMirror type, String qualifiedName) {
    return element(type).filter(e -> e.getQualifiedName().contentEquals(qualifiedName)).isPresent();
  }

  private Optional<AnnotationUse> annotation(TypeElement type) {
    return AnnotationUse.find(type, KnownNames.STATE, tools.elements());
  }

  private static Optional<TypeElement> element(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
        : Optional.empty();
  }
}
