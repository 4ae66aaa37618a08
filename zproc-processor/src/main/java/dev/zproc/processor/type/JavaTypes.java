package dev.zproc.processor.type;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** From javac's types to ours. */
public final class JavaTypes {

  private JavaTypes() {}

  /** Returns the class without type arguments. */
  public static JavaType.Declared of(TypeElement type) {
    Deque<String> names = new ArrayDeque<>();
    Element element = type;
    for (; element.getKind() != ElementKind.PACKAGE; element = element.getEnclosingElement()) {
      names.addFirst(element.getSimpleName().toString());
    }
    String packageName = ((PackageElement) element).getQualifiedName().toString();
    return new JavaType.Declared(packageName, List.copyOf(names), List.of());
  }

  /**
   * Returns {@code type}; where it says what no other class could repeat, a type variable or a
   * wildcard, its erasure stands instead.
   */
  public static JavaType of(TypeMirror type, Types types) {
    if (type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID) {
      return new JavaType.Primitive(type.getKind().name().toLowerCase(java.util.Locale.ROOT));
    }
    if (type.getKind() == TypeKind.ARRAY) {
      return new JavaType.ArrayOf(of(((ArrayType) type).getComponentType(), types));
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return of(types.erasure(type), types);
    }
    DeclaredType declared = (DeclaredType) type;
    JavaType.Declared raw = of((TypeElement) declared.asElement());
    List<JavaType> arguments = new ArrayList<>();
    for (TypeMirror argument : declared.getTypeArguments()) {
      if (argument.getKind() != TypeKind.DECLARED && argument.getKind() != TypeKind.ARRAY) {
        return raw;
      }
      arguments.add(of(argument, types));
    }
    return new JavaType.Declared(raw.packageName(), raw.simpleNames(), arguments);
  }

  /** Returns the outermost class around {@code element}, or the element itself. */
  public static TypeElement topLevel(Element element) {
    Element outer = element;
    while (!(outer instanceof TypeElement type && type.getNestingKind() == NestingKind.TOP_LEVEL)) {
      outer = outer.getEnclosingElement();
    }
    return (TypeElement) outer;
  }

  /** Returns the name of the package that {@code element} is in. */
  public static String packageOf(Element element) {
    return ((PackageElement) topLevel(element).getEnclosingElement()).getQualifiedName().toString();
  }

  /** Returns whether {@code type} and all types around it are public. */
  public static boolean isPublic(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether {@code type} or a type around it is private. */
  public static boolean isPrivate(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a class of {@code packageName} can name {@code type}. */
  public static boolean isAccessible(TypeElement type, String packageName) {
    return packageOf(type).equals(packageName) ? !isPrivate(type) : isPublic(type);
  }
}
