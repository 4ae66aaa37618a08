package dev.zproc.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One way to do what a {@link Benchmark} measures.
 *
 * <p>Threads: used by the main thread only.
 */
public interface Contender extends AutoCloseable {

  /** What the table calls this contender. */
  String name();

  /** Why it cannot take part here, in one line that says what to do about it; null if it can. */
  default @Nullable String missing() {
    return null;
  }

  /** Prepares whatever should not be part of a sample. Called once, before the first round. */
  default void open() throws Exception {}

  /**
   * Does the work once and returns what it cost, in the unit of the benchmark. Less is better.
   *
   * @throws Exception if the work failed; the benchmark ends, since a number would be a lie
   */
  double sample() throws Exception;

  /**
   * Does the work once, or as often as it takes, and returns all that is known about what it cost;
   * by default what {@link #sample} returns.
   */
  default Sample take() throws Exception {
    return Sample.single(sample());
  }

  /** Gives back what {@link #open} took. Called once, whatever happened in between. */
  @Override
  default void close() {}

  /** Work that is timed from outside. */
  @FunctionalInterface
  interface Work {
    /** Does the work once. */
    void run() throws Exception;
  }

  /**
   * A contender without preparations whose samples are the milliseconds that {@code work} takes.
   */
  static Contender timed(String name, Work work) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double sample() throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
      }
    };
  }
}
