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
}
