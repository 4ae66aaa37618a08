package dev.zproc.processor.type;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
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
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      names.addFirst(e.getSimpleName().toString());
    }
    return new JavaType.Declared(packageOf(type), List.copyOf(names), List.of());
  }

  /**
   * Returns {@code type}; where it says what no other class could repeat, a type variable or a
   * wildcard, its erasure stands instead. A class that does not exist has its name all the same.
   */
  public static JavaType of(TypeMirror type, Types types) {
    if (type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID) {
      return new JavaType.Primitive(type.getKind().name().toLowerCase(java.util.Locale.ROOT));
    }
    if (type.getKind() == TypeKind.ARRAY) {
      return new JavaType.ArrayOf(of(((ArrayType) type).getComponentType(), types));
    }
    if (type.getKind() == TypeKind.ERROR) {
      return of((TypeElement) ((DeclaredType) type).asElement());
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
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      if (e instanceof PackageElement found) {
        return found.getQualifiedName().toString();
      }
    }
    return "";
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
