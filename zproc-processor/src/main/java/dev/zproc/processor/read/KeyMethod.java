package dev.zproc.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * A method of a {@code @State} interface that is a key, or was meant as one.
 *
 * @param type what it returns, seen from the interface, so that type variables of superinterfaces
 *     are filled in
 */
record KeyMethod(ExecutableElement method, TypeMirror type) {

  String name() {
    return method.getSimpleName().toString();
  }

  boolean isDefault() {
    return method.isDefault();
  }

  /** Whether the method or its type has an annotation named {@code Nullable}, of any package. */
  boolean isNullable() {
    return isNullable(method.getAnnotationMirrors())
        || isNullable(method.getReturnType().getAnnotationMirrors());
  }

  /**
   * Whether the method may be {@code @Nullable} without that being seen: javac before 22 does not
   * show type annotations of class files.
   */
  boolean hidesNullable(Tools tools) {
    return !isNullable()
        && !isDefault()
        && !type.getKind().isPrimitive()
        && !tools.reporter().isCompiled(method)
        && !showsAnnotations(tools);
  }

  /** Whether those of class files are seen: by one of the runtime's, which is there. */
  private static boolean showsAnnotations(Tools tools) {
    TypeElement entry = tools.elements().getTypeElement(KnownNames.CHILD_ENTRY);
    return entry == null
        || ElementFilter.methodsIn(entry.getEnclosedElements()).stream()
            .anyMatch(known -> isNullable(known.getReturnType().getAnnotationMirrors()));
  }

  static boolean isNullable(List<? extends AnnotationMirror> annotations) {
    return annotations.stream()
        .anyMatch(a -> a.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
  }

  /**
   * Returns the keys of {@code state}, those of its superinterfaces first, each in the order of
   * declaration; the place of a key in the list is its index. Default methods with parameters,
   * static and private ones are no keys and not in the list.
   */
  static List<KeyMethod> of(TypeElement state, Tools tools) {
    List<ExecutableElement> methods = new ArrayList<>();
    collect(state, methods, tools);
    DeclaredType type = (DeclaredType) state.asType();
    return methods.stream()
        .map(
            method ->
                new KeyMethod(
                    method,
                    ((ExecutableType) tools.types().asMemberOf(type, method)).getReturnType()))
        .toList();
  }

  /** Two declarations of one key, of which neither knows the other, and which do not agree. */
  record Conflict(KeyMethod one, KeyMethod other) {}

  /** The keys that {@code state} inherits twice in different forms, and does not declare itself. */
  static List<Conflict> conflicts(TypeElement state, Tools tools) {
    DeclaredType type = (DeclaredType) state.asType();
    List<Conflict> conflicts = new ArrayList<>();
    Set<ExecutableElement> all = new LinkedHashSet<>();
    all(state, all);
    for (KeyMethod key : of(state, tools)) {
      for (ExecutableElement method : all) {
        boolean apart =
            isSameKey(key.method(), method)
                && !isSubtype(
                    key.method().getEnclosingElement(), method.getEnclosingElement(), tools);
        if (apart) {
          KeyMethod other =
              new KeyMethod(
                  method,
                  ((ExecutableType) tools.types().asMemberOf(type, method)).getReturnType());
          if (!key.agrees(other, tools)) {
            conflicts.add(new Conflict(key, other));
          }
        }
      }
    }
    return conflicts;
  }

  private boolean agrees(KeyMethod other, Tools tools) {
    return tools.types().isSameType(type, other.type)
        && isDefault() == other.isDefault()
        && isNullable() == other.isNullable();
  }

  private static void all(TypeElement type, Set<ExecutableElement> methods) {
    for (TypeMirror supertype : type.getInterfaces()) {
      all((TypeElement) ((DeclaredType) supertype).asElement(), methods);
    }
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD && isKey((ExecutableElement) member)) {
        methods.add((ExecutableElement) member);
      }
    }
  }

  private static void collect(TypeElement type, List<ExecutableElement> methods, Tools tools) {
    for (TypeMirror supertype : type.getInterfaces()) {
      collect((TypeElement) ((DeclaredType) supertype).asElement(), methods, tools);
    }
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD && isKey((ExecutableElement) member)) {
        add((ExecutableElement) member, methods, tools);
      }
    }
  }

  /** Whether {@code method}, of a state or a superinterface, is a key or was meant as one. */
  static boolean isKey(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT)
        || (method.isDefault() && method.getParameters().isEmpty());
  }

  /**
   * A key declared again keeps its place; the declaration nearest to the state counts. By the
   * classes rather than {@code Elements.overrides}, to which Eclipse gives other answers for
   * interfaces.
   */
  private static void add(ExecutableElement method, List<ExecutableElement> methods, Tools tools) {
    for (int i = 0; i < methods.size(); i++) {
      ExecutableElement other = methods.get(i);
      if (isSameKey(other, method)) {
        if (isSubtype(method.getEnclosingElement(), other.getEnclosingElement(), tools)) {
          methods.set(i, method);
        }
        return;
      }
    }
    methods.add(method);
  }

  private static boolean isSubtype(Element type, Element other, Tools tools) {
    return tools
        .types()
        .isSubtype(tools.types().erasure(type.asType()), tools.types().erasure(other.asType()));
  }

  private static boolean isSameKey(ExecutableElement one, ExecutableElement other) {
    return one.equals(other)
        || (one.getSimpleName().equals(other.getSimpleName())
            && one.getParameters().isEmpty()
            && other.getParameters().isEmpty());
  }
}
