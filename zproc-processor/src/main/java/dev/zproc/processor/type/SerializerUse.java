package dev.zproc.processor.type;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * One serializer that a {@code @Serializers} names.
 *
 * @param annotated what the annotation is on
 * @param value the class literal, for placing a problem
 * @param serializer null if that class does not exist
 */
public record SerializerUse(
    Element annotated,
    AnnotationMirror annotation,
    AnnotationValue value,
    @Nullable TypeElement serializer) {

  private static final String ANNOTATION = "dev.zproc.Serializers";
  private static final String INTERFACE = "dev.zproc.Serializer";

  /** Those on {@code element} and on the types around it, from the inside out. */
  public static List<SerializerUse> around(Element element) {
    List<SerializerUse> uses = new ArrayList<>();
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      uses.addAll(on(e));
    }
    return uses;
  }

  /** Those on {@code element} itself, in the order in which they are written. */
  public static List<SerializerUse> on(Element element) {
    List<SerializerUse> uses = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(ANNOTATION)) {
        mirror.getElementValues().values().forEach(v -> add(element, mirror, v, uses));
      }
    }
    return uses;
  }

  /** A lone class is an array of one, to Eclipse too. */
  private static void add(
      Element element, AnnotationMirror mirror, AnnotationValue value, List<SerializerUse> uses) {
    if (value.getValue() instanceof List<?> values) {
      values.forEach(v -> add(element, mirror, (AnnotationValue) v, uses));
    } else {
      boolean exists =
          value.getValue() instanceof TypeMirror type && type.getKind() == TypeKind.DECLARED;
      uses.add(
          new SerializerUse(
              element,
              mirror,
              value,
              exists ? (TypeElement) ((DeclaredType) value.getValue()).asElement() : null));
    }
  }

  /**
   * {@code Serializer<Money, String>} as the class implements it, directly or not; empty if it does
   * not exist or does not say.
   */
  public Optional<DeclaredType> implemented(Types types) {
    Deque<TypeMirror> open = new ArrayDeque<>();
    if (serializer != null) {
      open.add(serializer.asType());
    }
    while (!open.isEmpty()) {
      TypeMirror next = open.remove();
      if (next.getKind() == TypeKind.DECLARED) {
        DeclaredType type = (DeclaredType) next;
        if (((TypeElement) type.asElement()).getQualifiedName().contentEquals(INTERFACE)) {
          return type.getTypeArguments().size() == 2 ? Optional.of(type) : Optional.empty();
        }
        open.addAll(types.directSupertypes(type));
      }
    }
    return Optional.empty();
  }
}
