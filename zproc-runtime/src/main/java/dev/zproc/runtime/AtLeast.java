package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;

/** Numbers that options take, or refuse by the name of the option. */
final class AtLeast {

  private AtLeast() {}

  static int one(String name, int value) {
    return Math.toIntExact(one(name, (long) value));
  }

  static long one(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
    }
    return value;
  }

  /** A duration of nothing or more, as long as one can be waited for. */
  static Duration nothing(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("must not be negative, as is " + value);
    }
    return Durations.bounded(value);
  }
}
