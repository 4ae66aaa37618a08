package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one value that a key must have for a criterion to hold, whatever else the criterion asks for:
 * while the key is written with other values, the criterion need not be evaluated.
 *
 * <p>Conditions are found by bucket. Values that {@link Scalar#compare} calls equal meet in at
 * least one; others may meet too, which does no harm. Numbers are compared as longs, or as doubles
 * if one is a double, or else as floats if one is a float. Equal longs are equal doubles, and so
 * are equal floats, so a bucket by the value as a double serves all but an integer against a float;
 * for these there is one by the value as a float.
 */
record Guard(Bytes key, @Nullable Bytes literal, @Nullable Bytes initial) {

  private static final Object ABSENT = new Object();

  /** Where an integer and a float meet that are equal as floats. */
  record AsFloat(float value, boolean literalIsFloat) {}

  /** Returns the guards of {@code criterion}, by the key that has one. */
  static Map<Bytes, Guard> of(Criterion criterion) {
    Map<Bytes, Guard> found = new LinkedHashMap<>();
    add(criterion, found);
    return Map.copyOf(found);
  }

  private static void add(Criterion criterion, Map<Bytes, Guard> found) {
    if (criterion instanceof Criterion.And and) {
      and.parts().forEach(each -> add(each, found));
    } else if (criterion instanceof Criterion.Comparison comparison
        && comparison.relation() == Relation.EQUAL) {
      add(comparison.left(), comparison.right(), found);
      add(comparison.right(), comparison.left(), found);
    }
  }

  private static void add(Operand one, Operand other, Map<Bytes, Guard> found) {
    if (one instanceof Operand.Key key && other instanceof Operand.Literal literal) {
      found.putIfAbsent(key.key(), new Guard(key.key(), literal.value(), key.initial()));
    }
  }

  /** Returns the buckets in which a condition with this guard must be found. */
  List<Object> buckets() {
    List<Object> buckets = new ArrayList<>(2);
    if (literal != null) {
      buckets.addAll(bucketsOf(literal, Scalar.kind(literal) == Scalar.FLOAT));
    }
    if (Scalar.compare(initial, Relation.EQUAL, literal)) {
      buckets.add(ABSENT);
    }
    return buckets;
  }

  /** Returns the buckets to look into when a key becomes {@code value}. */
  static List<Object> bucketsOf(@Nullable Bytes value) {
    return value == null ? List.of(ABSENT) : bucketsOf(value, Scalar.kind(value) != Scalar.FLOAT);
  }

  private static List<Object> bucketsOf(Bytes value, boolean literalIsFloat) {
    if (!Scalar.isNumber(value)) {
      return List.of(value);
    }
    Number number = Scalar.number(value);
    Object asDouble = number.doubleValue() + 0.0; // turns -0.0, which equals 0.0, into 0.0
    return Scalar.kind(value) == Scalar.DOUBLE
        ? List.of(asDouble)
        : List.of(asDouble, new AsFloat(number.floatValue() + 0.0f, literalIsFloat));
  }
}
