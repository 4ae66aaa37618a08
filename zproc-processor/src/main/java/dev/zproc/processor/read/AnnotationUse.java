package dev.zproc.processor.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as it stands in the source, read through mirrors, so that broken code cannot make
 * it throw.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class AnnotationUse {

  private final AnnotationMirror mirror;
  private final Elements elements;
  private @Nullable Map<? extends ExecutableElement, ? extends AnnotationValue> withDefaults;

  private AnnotationUse(AnnotationMirror mirror, Elements elements) {
    this.mirror = mirror;
    this.elements = elements;
  }

  /** Finds the annotation with the qualified name {@code type} on {@code element}. */
  static Optional<AnnotationUse> find(Element element, String type, Elements elements) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
      if (annotation.getQualifiedName().contentEquals(type)) {
        return Optional.of(new AnnotationUse(mirror, elements));
      }
    }
    return Optional.empty();
  }

  AnnotationMirror mirror() {
    return mirror;
  }

  /** The value as it is written, for placing a problem; null if the default holds. */
  @Nullable AnnotationValue written(String name) {
    return find(mirror.getElementValues(), name);
  }

  /**
   * The value or its default; null if it is not of the {@code type} that the annotation declares.
   */
  <T> @Nullable T value(String name, Class<T> type) {
    if (withDefaults == null) {
      withDefaults = elements.getElementValuesWithDefaults(mirror);
    }
    AnnotationValue value = find(withDefaults, name);
    return value != null && type.isInstance(value.getValue()) ? type.cast(value.getValue()) : null;
  }

  String string(String name) {
    String value = value(name, String.class);
    return value == null ? "" : value;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(value(name, Boolean.class));
  }

  /** Whether the empty text is what holds where nothing is written. */
  boolean isEmptyByDefault(String name) {
    for (ExecutableElement member :
        ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
      AnnotationValue value = member.getDefaultValue();
      if (member.getSimpleName().contentEquals(name) && value != null) {
        return value.getValue().equals("");
      }
    }
    return false;
  }

  /** The annotation inside this one; empty if something else stands there. */
  Optional<AnnotationUse> nested(String name) {
    return Optional.ofNullable(value(name, AnnotationMirror.class))
        .filter(inner -> inner.getAnnotationType().getKind() == TypeKind.DECLARED)
        .map(inner -> new AnnotationUse(inner, elements));
  }

  /** The annotations in an array of such. */
  List<AnnotationUse> nestedList(String name) {
    return list(name).stream()
        .map(AnnotationValue::getValue)
        .filter(AnnotationMirror.class::isInstance)
        .map(inner -> new AnnotationUse((AnnotationMirror) inner, elements))
        .toList();
  }

  /** The values of an array. */
  List<AnnotationValue> list(String name) {
    List<?> values = value(name, List.class);
    return values == null ? List.of() : values.stream().map(AnnotationValue.class::cast).toList();
  }

  private static @Nullable AnnotationValue find(
      Map<? extends ExecutableElement, ? extends AnnotationValue> values, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        values.entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
