package dev.zproc.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * The samples of one contender, in ascending order.
 *
 * <p>Threads: immutable.
 */
final class Samples {

  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  /** What one contender achieved over all rounds. */
  static Samples of(String contender, List<Round> rounds) {
    return sorting(rounds.stream().mapToDouble(round -> round.of(contender)).toArray());
  }

  /**
   * How many times the baseline each round's sample was. Comparing within a round cancels what
   * slows down the whole machine for a while.
   */
  static Samples ratios(String contender, String baseline, List<Round> rounds) {
    return sorting(
        rounds.stream().mapToDouble(round -> round.of(contender) / round.of(baseline)).toArray());
  }

  private static Samples sorting(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("There is nothing to say about no samples.");
    }
    Arrays.sort(values);
    return new Samples(values);
  }

  double min() {
    return sorted[0];
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  /** The one in the middle, or the mean of the two in the middle. */
  double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
