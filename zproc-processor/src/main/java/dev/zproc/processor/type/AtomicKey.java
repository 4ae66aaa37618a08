package dev.zproc.processor.type;

import dev.zproc.processor.report.Show;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Says what to write for an atomic variable in a state, whose keys are atomic by themselves. */
final class AtomicKey {

  private static final String PACKAGE = "java.util.concurrent.atomic.";
  private static final String REFERENCE = PACKAGE + "AtomicReference";
  private static final Map<String, TypeKind> PRIMITIVES =
      Map.of(
          PACKAGE + "AtomicBoolean", TypeKind.BOOLEAN,
          PACKAGE + "AtomicInteger", TypeKind.INT,
          PACKAGE + "AtomicLong", TypeKind.LONG,
          PACKAGE + "LongAdder", TypeKind.LONG);

  private AtomicKey() {}

  /** The remedy for {@code type}, which is found at {@code path}; empty if it is not atomic. */
  static Optional<String> remedy(DeclaredType type, TypePath path, Types types) {
    String name = ((TypeElement) type.asElement()).getQualifiedName().toString();
    if (name.equals(REFERENCE) && type.getTypeArguments().size() == 1) {
      return Optional.of(write(type.getTypeArguments().get(0), path, types));
    }
    return Optional.ofNullable(PRIMITIVES.get(name))
        .map(kind -> write(types.getPrimitiveType(kind), path, types));
  }

  private static String write(TypeMirror held, TypePath path, Types types) {
    if (path.atRoot() && path.declaring() instanceof ExecutableElement key) {
      boolean isDefault = key.getModifiers().contains(Modifier.DEFAULT);
      String start = isDefault ? "default " : held.getKind().isPrimitive() ? "" : "@Nullable ";
      String end = isDefault ? " { … }'" : ";'";
      return "Write '" + start + Show.type(held) + " " + key.getSimpleName() + "()" + end;
    }
    boolean boxes = held.getKind().isPrimitive() && path.isArgument();
    return "Write "
        + Show.type(
            boxes ? types.boxedClass(types.getPrimitiveType(held.getKind())).asType() : held);
  }
}
