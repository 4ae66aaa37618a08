package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one value that a key must have for a criterion to hold, whatever else the criterion asks for:
 * while the key is written with other values, the criterion need not be evaluated.
 *
 * <p>Threads: immutable.
 */
record Guard(Bytes key, @Nullable Bytes literal, @Nullable Bytes initial) {

  private static final Object ABSENT = new Object();

  /** Returns the buckets in which a condition with this guard must be found. */
  List<Object> buckets() {
    boolean whenAbsent = Scalar.compare(initial, Relation.EQUAL, literal);
    if (literal == null) {
      return whenAbsent ? List.of(ABSENT) : List.of();
    }
    if (!whenAbsent) {
      return bucketsOf(literal);
    }
    List<Object> all = new java.util.ArrayList<>(bucketsOf(literal));
    all.add(ABSENT);
    return all;
  }

  /**
   * Returns the buckets to look into when a key becomes {@code value}. Values that {@link
   * Scalar#compare} calls equal share a bucket; so may others, which does no harm.
   *
   * <p>Numbers are compared as longs, as doubles, or, if one is a float and none a double, as
   * floats. Equal longs are equal doubles, so a bucket for the value as a double and one for the
   * value as a float are enough, and doubles, which are never compared as floats, need only the
   * first.
   */
  static List<Object> bucketsOf(@Nullable Bytes value) {
    if (value == null) {
      return List.of(ABSENT);
    }
    if (!Scalar.isNumber(value)) {
      return List.of(value);
    }
    Number number = Scalar.number(value);
    Object asDouble = number.doubleValue() + 0.0; // turns -0.0, which equals 0.0, into 0.0
    return Scalar.kind(value) == Scalar.DOUBLE
        ? List.of(asDouble)
        : List.of(asDouble, number.floatValue() + 0.0f);
  }
}
