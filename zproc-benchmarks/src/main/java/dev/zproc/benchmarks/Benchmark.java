package dev.zproc.benchmarks;

import java.util.List;

/**
 * One question, and those who compete to answer it.
 *
 * <p>Threads: used by the main thread only.
 */
public interface Benchmark {

  /** What to call this benchmark on the command line. */
  String name();

  /** What a sample measures, its unit included, such as "start to exit of one JVM, ms". */
  String measures();

  /** Who takes part, in the order of the table; ratios refer to the first. */
  List<Contender> contenders();

  /** What the table shows of the samples: by default the one figure that each consists of. */
  default List<Figure> figures() {
    return List.of(Figure.P50);
  }

  /**
   * Those that are ours, by name: the table then shows for each row how many times it each of them
   * is. Without any, it shows how many times the first row each row is.
   */
  default List<String> subjects() {
    return List.of();
  }
}
