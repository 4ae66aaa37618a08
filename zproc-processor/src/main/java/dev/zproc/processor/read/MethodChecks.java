package dev.zproc.processor.read;

import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.JavaTypes;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;

/**
 * Checks that generated code can call a method at all; in a fixed order, and only the first thing
 * wrong is told.
 */
final class MethodChecks {

  private MethodChecks() {}

  /** Reports what keeps generated code from calling {@code method}. */
  static void check(ExecutableElement method, TypeElement owner, Place place) {
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      place.report(Problem.PRIVATE_METHOD, Show.method(method), Show.element(owner));
    } else if (JavaTypes.isPrivate(owner)) {
      place.report(Problem.PRIVATE_OWNER, Show.element(owner));
    } else if (method.getModifiers().contains(Modifier.ABSTRACT)) {
      place.report(Problem.ABSTRACT_METHOD, Show.method(method));
    } else if (!method.getTypeParameters().isEmpty()) {
      TypeParameterElement parameter = method.getTypeParameters().get(0);
      place.report(
          Problem.GENERIC_METHOD,
          Show.method(method),
          parameter.getSimpleName(),
          parameter.getSimpleName());
    } else if (!isStatic) {
      checkInstance(method, owner, place);
    }
  }

  private static void checkInstance(ExecutableElement method, TypeElement owner, Place place) {
    if (isInner(owner)) {
      place.report(Problem.INNER_CLASS, Show.element(owner), owner.getSimpleName());
    } else if (owner.getModifiers().contains(Modifier.ABSTRACT)) {
      place.report(
          Problem.ABSTRACT_OWNER, Show.method(method), Show.element(owner), method.getSimpleName());
    } else if (!owner.getTypeParameters().isEmpty()) {
      place.report(
          Problem.GENERIC_OWNER,
          Show.method(method),
          Show.element(owner),
          owner.getTypeParameters().get(0).getSimpleName());
    } else if (!hasUsableConstructor(owner)) {
      place.report(
          Problem.NO_USABLE_CONSTRUCTOR,
          Show.method(method),
          Show.element(owner),
          (owner.getKind() == ElementKind.ENUM ? "Make '" : "Add one, or make '")
              + method.getSimpleName()
              + "' static");
    }
  }

  private static boolean isInner(TypeElement owner) {
    return owner.getNestingKind() == NestingKind.MEMBER
        && owner.getKind() == ElementKind.CLASS
        && !owner.getModifiers().contains(Modifier.STATIC);
  }

  private static boolean hasUsableConstructor(TypeElement owner) {
    if (owner.getKind() == ElementKind.ENUM) {
      return false;
    }
    for (Element member : owner.getEnclosedElements()) {
      if (member.getKind() == ElementKind.CONSTRUCTOR
          && ((ExecutableElement) member).getParameters().isEmpty()
          && !member.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }
}
