package dev.zproc.benchmarks;

import java.util.Arrays;

/**
 * Times something small many times over, in portions, and takes the portion in the middle, or one
 * of the faster: what a busy machine does to some of them does not show.
 *
 * <p>Threads: stateless.
 */
final class Chunks {

  private Chunks() {}

  /** Something small. */
  @FunctionalInterface
  interface Step {
    /** Does it once. */
    void run() throws Exception;
  }

  /** Returns the nanoseconds that a step takes, as the median of {@code chunks} of {@code each}. */
  static double median(int chunks, int each, Step step) throws Exception {
    return quantile(0.5, chunks, each, step);
  }

  /** Returns another quantile than the median. */
  static double quantile(double which, int chunks, int each, Step step) throws Exception {
    double[] nanos = new double[chunks];
    for (int i = 0; i < chunks; i++) {
      long start = System.nanoTime();
      for (int j = 0; j < each; j++) {
        step.run();
      }
      nanos[i] = (System.nanoTime() - start) / (double) each;
    }
    Arrays.sort(nanos);
    return nanos[(int) (chunks * which)];
  }
}
