package dev.zproc.processor.report;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** {@code @SuppressWarnings("zproc:NeverHolds")} on an element or on one around it. */
final class Suppressions {

  private Suppressions() {}

  static boolean cover(Element element, Problem problem) {
    for (@Nullable Element e = element; e != null; e = e.getEnclosingElement()) {
      if (e.getAnnotationMirrors().stream().anyMatch(mirror -> names(mirror, problem))) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(AnnotationMirror mirror, Problem problem) {
    // By name and mirror: SuppressWarnings.value() of broken code would throw.
    return mirror.getAnnotationType().toString().equals("java.lang.SuppressWarnings")
        && mirror.getElementValues().values().stream()
            .anyMatch(value -> contains(value, "zproc:" + problem.code()));
  }

  private static boolean contains(AnnotationValue value, String name) {
    return value.getValue() instanceof List<?> list
        ? list.stream().anyMatch(item -> contains((AnnotationValue) item, name))
        : name.equals(value.getValue());
  }
}
