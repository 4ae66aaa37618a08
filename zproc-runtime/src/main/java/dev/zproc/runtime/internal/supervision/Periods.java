package dev.zproc.runtime.internal.supervision;

import java.time.Duration;

/** Durations as messages show them. */
final class Periods {

  private Periods() {}

  /** {@code 60 s}, or {@code 1500 ms} where seconds do not do. */
  static String text(Duration period) {
    return period.toMillisPart() == 0 ? period.toSeconds() + " s" : period.toMillis() + " ms";
  }
}
