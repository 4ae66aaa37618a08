package dev.zproc.processor.read;

import dev.zproc.processor.condition.ScalarKind;
import dev.zproc.processor.condition.Type;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.JavaTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * From javac's types to those that conditions know.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class ConditionTypes {

  private static final Set<String> CONTAINERS =
      Set.of(
          "java.util.List",
          "java.util.Map",
          "java.util.Optional",
          "java.util.Set",
          KnownNames.STATE_MAP);

  private final Types types;
  private final String packageName;
  private final Map<String, TypeMirror> enums = new HashMap<>();

  /** Makes one for conditions of a class in the package {@code packageName}. */
  ConditionTypes(Types types, String packageName) {
    this.types = types;
    this.packageName = packageName;
  }

  Type of(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return Type.of(ScalarKind.valueOf(type.getKind().name()));
    }
    String shown = Show.type(type);
    if (type.getKind() == TypeKind.ARRAY) {
      return new Type.Container(shown);
    }
    return type.getKind() == TypeKind.DECLARED
        ? declared((DeclaredType) type, shown)
        : new Type.Opaque(shown);
  }

  /** The enum that {@link #of} met under the name {@code qualifiedName}. */
  TypeMirror enumeration(String qualifiedName) {
    return Objects.requireNonNull(enums.get(qualifiedName), qualifiedName);
  }

  private Type declared(DeclaredType type, String shown) {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    for (ScalarKind kind : ScalarKind.values()) {
      if (name.equals("java.lang." + kind.boxed())) {
        return new Type.Scalar(kind, kind != ScalarKind.STRING);
      }
    }
    if (CONTAINERS.contains(name)) {
      return new Type.Container(shown);
    }
    if (element.getKind() == ElementKind.ENUM) {
      enums.put(name, type);
      return new Type.Enumeration(name, shown, constants(element));
    }
    return element.getKind() == ElementKind.RECORD
        ? new Type.Structure(
            name,
            shown,
            JavaTypes.isAccessible(element, packageName),
            () -> components(type, element))
        : new Type.Opaque(shown);
  }

  private List<Type.Component> components(DeclaredType type, TypeElement element) {
    return element.getRecordComponents().stream()
        .map(
            component ->
                new Type.Component(
                    component.getSimpleName().toString(), of(declared(type, component))))
        .toList();
  }

  /** A component with a name that Java forbids has no accessor; javac tells it. */
  private TypeMirror declared(DeclaredType type, RecordComponentElement component) {
    ExecutableElement accessor = component.getAccessor();
    return accessor == null
        ? component.asType()
        : ((ExecutableType) types.asMemberOf(type, accessor)).getReturnType();
  }

  private static List<String> constants(TypeElement element) {
    return element.getEnclosedElements().stream()
        .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
        .map(e -> e.getSimpleName().toString())
        .toList();
  }
}
