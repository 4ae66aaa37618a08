package dev.zproc.processor.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * Shows elements and types as the user would write them: {@code List<String>}, {@code
 * Kitchen.bake(int)}.
 */
public final class Show {

  private static final Set<String> COMMON_PACKAGES =
      Set.of(
          "java.io",
          "java.lang",
          "java.math",
          "java.net",
          "java.nio.file",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.function",
          "java.util.stream");

  private Show() {}

  /** A type, without annotations and common packages. */
  public static String type(TypeMirror type) {
    return type.accept(new TypeShower(), null);
  }

  /** The same, with the article that belongs before it: {@code an int}. */
  public static String typeWithArticle(TypeMirror type) {
    String shown = type(type);
    return ("aeiouAEIOU".indexOf(shown.charAt(0)) >= 0 ? "an " : "a ") + shown;
  }

  /** A method with its owner and the types of its parameters: {@code Kitchen.bake(int)}. */
  public static String method(ExecutableElement method) {
    return simpleNames(method.getEnclosingElement()) + "." + signature(method);
  }

  /** A method with the types of its parameters: {@code bake(int)}. */
  public static String signature(ExecutableElement method) {
    return method.getSimpleName()
        + method.getParameters().stream()
            .map(p -> type(p.asType()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Any element: {@code Kitchen.bake(int)}, {@code InputStream in}, {@code Outer.Kitchen}. */
  public static String element(Element element) {
    if (element instanceof ExecutableElement method) {
      return method(method);
    }
    if (element instanceof TypeElement) {
      return simpleNames(element);
    }
    if (element instanceof VariableElement variable) {
      return type(variable.asType()) + " " + variable.getSimpleName();
    }
    return element.toString();
  }

  /** As the user would type it: of the JDK's packages only the common ones are left out. */
  private static String name(TypeElement type) {
    String qualified = type.getQualifiedName().toString();
    return qualified.startsWith("java.") || qualified.startsWith("javax.")
        ? withoutCommonPackage(qualified)
        : simpleNames(type);
  }

  private static String withoutCommonPackage(String qualified) {
    int dot = qualified.lastIndexOf('.');
    while (dot > 0) {
      // A package below a common one, java.util.regex, is not common: its name begins small.
      if (COMMON_PACKAGES.contains(qualified.substring(0, dot))
          && !Character.isLowerCase(qualified.charAt(dot + 1))) {
        return qualified.substring(dot + 1);
      }
      dot = qualified.lastIndexOf('.', dot - 1);
    }
    return qualified;
  }

  private static String simpleNames(Element type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? simpleNames(outer) + "." + type.getSimpleName()
        : type.getSimpleName().toString();
  }

  private static String list(List<? extends TypeMirror> types) {
    return types.stream().map(Show::type).collect(Collectors.joining(", "));
  }

  private static final class TypeShower extends SimpleTypeVisitor14<String, Void> {

    @Override
    public String visitDeclared(DeclaredType type, Void unused) {
      String name = name((TypeElement) type.asElement());
      if (type.getEnclosingType().getKind() == TypeKind.DECLARED
          && !((DeclaredType) type.getEnclosingType()).getTypeArguments().isEmpty()) {
        name = type(type.getEnclosingType()) + "." + type.asElement().getSimpleName();
      }
      return type.getTypeArguments().isEmpty()
          ? name
          : name + "<" + list(type.getTypeArguments()) + ">";
    }

    @Override
    public String visitArray(ArrayType type, Void unused) {
      return type(type.getComponentType()) + "[]";
    }

    @Override
    public String visitTypeVariable(TypeVariable type, Void unused) {
      return type.asElement().getSimpleName().toString();
    }

    @Override
    public String visitWildcard(WildcardType type, Void unused) {
      if (type.getExtendsBound() != null) {
        return "? extends " + type(type.getExtendsBound());
      }
      return type.getSuperBound() != null ? "? super " + type(type.getSuperBound()) : "?";
    }

    @Override
    protected String defaultAction(TypeMirror type, Void unused) {
      return type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID
          ? type.getKind().name().toLowerCase(Locale.ROOT)
          : type.toString();
    }
  }
}
