package dev.zproc.benchmarks.play;

import org.HdrHistogram.Histogram;

/**
 * How late times of {@link System#nanoTime} arrive that another process of this machine has sent.
 */
public final class Arrivals {

  /** Sent instead of a time: the sample is over. */
  public static final long END = Long.MIN_VALUE;

  private final Histogram latencies = Stint.histogram();
  private long first;

  /** Takes down a time that has arrived now. */
  public void add(long time) {
    if (latencies.getTotalCount() == 0) {
      first = time;
    }
    latencies.recordValue(Math.max(0, System.nanoTime() - time));
  }

  /** What has arrived since this was last called. */
  public Tally take() {
    Tally tally =
        Tally.of(latencies, latencies.getTotalCount(), Math.max(1, System.nanoTime() - first));
    latencies.reset();
    return tally;
  }
}
