package dev.zproc.benchmarks;

import dev.zproc.benchmarks.play.Tally;
import org.HdrHistogram.Histogram;

/**
 * What one contender did in one round. A figure that is not known is not a number: a quantile so
 * high that no operation lies above it would be the slowest operation under another name.
 *
 * @param p50 the median latency, in the unit of the benchmark; less is better
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param perSecond operations per second; more is better
 * @param operations how many there were
 */
public record Sample(double p50, double p99, double p999, double perSecond, long operations) {

  /** A sample that consists of one figure. */
  static Sample single(double figure) {
    return new Sample(figure, Double.NaN, Double.NaN, Double.NaN, 1);
  }

  /** What a contender's process has measured, in units of so many nanoseconds. */
  static Sample of(Tally tally, double nanosPerUnit) {
    Histogram latencies = tally.latencies();
    return new Sample(
        latencies.getValueAtPercentile(50) / nanosPerUnit,
        quantile(latencies, 99) / nanosPerUnit,
        quantile(latencies, 99.9) / nanosPerUnit,
        tally.operations() * 1e9 / tally.nanos(),
        tally.operations());
  }

  private static double quantile(Histogram latencies, double percent) {
    double above = latencies.getTotalCount() * (100 - percent) / 100;
    return above < 0.999 ? Double.NaN : latencies.getValueAtPercentile(percent);
  }
}
