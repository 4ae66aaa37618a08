package dev.zproc.processor.type;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Finds the type arguments with which a permitted class is a subtype of a sealed type. */
final class Subtypes {

  /**
   * The answer.
   *
   * @param type the subtype with its arguments; null if no value of the sealed type can be of it
   * @param undetermined whether a type variable of it is left open
   */
  record View(@Nullable DeclaredType type, boolean undetermined) {}

  private Subtypes() {}

  /** {@code Ok} as a {@code Result<String>} is {@code Ok<String>}. */
  static View view(TypeElement subtype, DeclaredType sealed, Types types) {
    DeclaredType open = (DeclaredType) subtype.asType();
    DeclaredType seen = supertype(open, sealed, types);
    Map<String, TypeMirror> bindings = new HashMap<>();
    if (seen == null
        || !unifyAll(seen.getTypeArguments(), sealed.getTypeArguments(), bindings, types)) {
      return new View(null, false);
    }
    TypeMirror[] arguments = new TypeMirror[subtype.getTypeParameters().size()];
    for (int i = 0; i < arguments.length; i++) {
      TypeParameterElement parameter = subtype.getTypeParameters().get(i);
      arguments[i] = bindings.get(parameter.getSimpleName().toString());
      if (arguments[i] == null) {
        return new View(null, true);
      }
    }
    return new View(types.getDeclaredType(subtype, arguments), false);
  }

  private static @Nullable DeclaredType supertype(
      DeclaredType type, DeclaredType sought, Types types) {
    for (TypeMirror supertype : types.directSupertypes(type)) {
      DeclaredType declared = (DeclaredType) supertype;
      if (declared.asElement().equals(sought.asElement())) {
        return declared;
      }
    }
    return null;
  }

  private static boolean unifyAll(
      List<? extends TypeMirror> open,
      List<? extends TypeMirror> actual,
      Map<String, TypeMirror> bindings,
      Types types) {
    if (open.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < open.size(); i++) {
      if (!unify(open.get(i), actual.get(i), bindings, types)) {
        return false;
      }
    }
    return true;
  }

  private static boolean unify(
      TypeMirror open, TypeMirror actual, Map<String, TypeMirror> bindings, Types types) {
    if (open.getKind() == TypeKind.TYPEVAR) {
      TypeMirror bound = bindings.putIfAbsent(open.toString(), actual);
      return bound == null || types.isSameType(bound, actual);
    }
    if (open.getKind() == TypeKind.DECLARED && actual.getKind() == TypeKind.DECLARED) {
      DeclaredType left = (DeclaredType) open;
      DeclaredType right = (DeclaredType) actual;
      return left.asElement().equals(right.asElement())
          && unifyAll(left.getTypeArguments(), right.getTypeArguments(), bindings, types);
    }
    return types.isSameType(open, actual);
  }
}
