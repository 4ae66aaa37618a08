package dev.zproc.processor.read;

import dev.zproc.processor.report.Place;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.Refusal;
import dev.zproc.processor.type.Shape;
import dev.zproc.processor.type.ShapeReader;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A type as generated code names it, with its shape.
 *
 * @param shape null if it cannot cross, which has been reported
 */
record Typed(JavaType java, @Nullable Shape shape) {

  /** Stands in stubs for types that generated code cannot name. */
  static final JavaType OBJECT = JavaType.Declared.of("java.lang", "Object");

  /**
   * Reads {@code type}, and reports at {@code place} if it cannot cross.
   *
   * @param declared what has the type, as the user wrote it: {@code InputStream in}
   * @param root what a path in a message begins with
   * @param declaring the method that has it
   */
  static Typed read(
      TypeMirror type,
      String declared,
      String root,
      Element declaring,
      ShapeReader shapes,
      Tools tools,
      Place place) {
    return of(type, shapes.read(type, root, declaring), declared, tools, place);
  }

  /** What {@code outcome} says of {@code type}; reports at {@code place} if it cannot cross. */
  static Typed of(
      TypeMirror type, ShapeReader.Outcome outcome, String declared, Tools tools, Place place) {
    if (outcome instanceof ShapeReader.Accepted accepted) {
      return new Typed(JavaTypes.of(type, tools.types()), accepted.shape());
    }
    Refusal refusal = ((ShapeReader.Refused) outcome).refusal();
    Refusals.report(place, declared, refusal);
    boolean nameable = refusal.kind() != Refusal.Kind.NOT_ACCESSIBLE;
    return new Typed(nameable ? JavaTypes.of(type, tools.types()) : OBJECT, null);
  }
}
