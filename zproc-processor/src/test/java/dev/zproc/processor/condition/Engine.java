package dev.zproc.processor.condition;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Scalar;
import org.jspecify.annotations.Nullable;

/** Compares values with the engine's own code. */
final class Engine {

  private Engine() {}

  static boolean compare(@Nullable Object left, Relation relation, @Nullable Object right) {
    return Scalar.compare(
        bytes(left),
        dev.zproc.runtime.internal.engine.Relation.valueOf(relation.name()),
        bytes(right));
  }

  private static @Nullable Bytes bytes(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Boolean v) {
      return Scalar.of(v);
    }
    if (value instanceof Byte v) {
      return Scalar.of(v);
    }
    if (value instanceof Short v) {
      return Scalar.of(v);
    }
    if (value instanceof Character v) {
      return Scalar.of(v);
    }
    if (value instanceof Integer v) {
      return Scalar.of(v);
    }
    if (value instanceof Long v) {
      return Scalar.of(v);
    }
    if (value instanceof Float v) {
      return Scalar.of(v);
    }
    if (value instanceof Double v) {
      return Scalar.of(v);
    }
    if (value instanceof Term.EnumConstant v) {
      return Scalar.ofEnum(v.name());
    }
    if (value instanceof String v) {
      return Scalar.of(v);
    }
    // A record: never one of the kinds that have an order.
    return Bytes.wrap(new byte[] {'?'});
  }
}
