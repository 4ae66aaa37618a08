package dev.zproc.benchmarks;

import java.util.function.ToDoubleFunction;

/** What is looked at in a {@link Sample}. */
public enum Figure {
  /** The median latency, or the only figure there is. */
  P50("p50", Sample::p50),
  /** What one operation of a hundred exceeds. */
  P99("p99", Sample::p99),
  /** What one operation of a thousand exceeds. */
  P999("p99.9", Sample::p999),
  /** Operations per second. */
  PER_SECOND("ops/s", Sample::perSecond);

  private final String title;
  private final ToDoubleFunction<Sample> from;

  Figure(String title, ToDoubleFunction<Sample> from) {
    this.title = title;
    this.from = from;
  }

  String title() {
    return title;
  }

  double of(Sample sample) {
    return from.applyAsDouble(sample);
  }
}
