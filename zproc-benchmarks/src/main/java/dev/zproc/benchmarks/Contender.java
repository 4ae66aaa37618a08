package dev.zproc.benchmarks;

/**
 * One way to do what a {@link Benchmark} measures.
 *
 * <p>Threads: used by the main thread only.
 */
public interface Contender extends AutoCloseable {

  /** What the table calls this contender. */
  String name();

  /** Prepares whatever should not be part of a sample. Called once, before the first round. */
  default void open() throws Exception {}

  /**
   * Does the work once and returns what it cost, in the unit of the benchmark. Less is better.
   *
   * @throws Exception if the work failed; the benchmark ends, since a number would be a lie
   */
  double sample() throws Exception;

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
