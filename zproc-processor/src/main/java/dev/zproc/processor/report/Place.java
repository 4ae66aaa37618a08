package dev.zproc.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where problems are put: an element, an annotation on it or a value in that; and the subject, the
 * element being compiled that led there. What is wrong with an element from a jar is told at the
 * subject instead, with the element's name before it.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public final class Place {

  private final Reporter reporter;
  private final Element subject;
  private final Element element;
  private final @Nullable AnnotationMirror annotation;
  private final @Nullable AnnotationValue value;

  Place(
      Reporter reporter,
      Element subject,
      Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable AnnotationValue value) {
    this.reporter = reporter;
    this.subject = subject;
    this.element = element;
    this.annotation = annotation;
    this.value = value;
  }

  public Place at(Element narrower) {
    return new Place(reporter, subject, narrower, null, null);
  }

  public Place at(Element annotated, @Nullable AnnotationMirror mirror) {
    return new Place(reporter, subject, annotated, mirror, null);
  }

  /** A value in an annotation; javac puts the caret on it. */
  public Place at(
      Element annotated,
      @Nullable AnnotationMirror mirror,
      @Nullable AnnotationValue annotationValue) {
    return new Place(reporter, subject, annotated, mirror, annotationValue);
  }

  /**
   * Reports {@code problem} here, with {@code things} put into its text.
   *
   * @throws IllegalArgumentException if the text has another number of holes
   */
  public void report(Problem problem, Object... things) {
    reportText(problem, problem.text(things));
  }

  /** Reports {@code problem} here, with a text that is made already. */
  public void reportText(Problem problem, String text) {
    reporter.report(problem, subject, element, annotation, value, text);
  }

  /** Whether an error was reported about the subject, here or elsewhere. */
  public boolean hasErrors() {
    return reporter.errorCount(subject) > 0;
  }
}
