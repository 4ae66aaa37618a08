package dev.zproc.processor.model;

import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import org.jspecify.annotations.Nullable;

/** A parameter of a {@code @ChildProcess} method. */
public sealed interface ParameterModel {

  /** The child's own context. */
  record Context() implements ParameterModel {}

  /** A generated accessor. */
  record Accessor(JavaType.Declared accessor) implements ParameterModel {}

  /** A state as it was when the wait was over. */
  record Snapshot(StateRef state) implements ParameterModel {}

  /**
   * What a set-up has made in the process.
   *
   * @param setup the index of the set-up; -1 in a stub, if it is not known
   * @param type as it is declared, primitive or not
   */
  record Kept(int setup, JavaType type) implements ParameterModel {}

  /**
   * An argument of the call.
   *
   * @param type as it is declared, primitive or not
   * @param shape null only in a stub
   */
  record Argument(String name, JavaType type, @Nullable Shape shape) implements ParameterModel {}
}
