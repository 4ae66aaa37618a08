package dev.zproc.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * One figure of one contender's samples, in ascending order.
 *
 * <p>Threads: immutable.
 */
final class Samples {

  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  /** What one contender achieved over all rounds. */
  static Samples of(String contender, Figure figure, List<Round> rounds) {
    return sorting(rounds.stream().mapToDouble(round -> figure.of(round.of(contender))).toArray());
  }

  /**
   * How many times the baseline each round's sample was. Comparing within a round cancels what
   * slows down the whole machine for a while.
   */
  static Samples ratios(String contender, String baseline, Figure figure, List<Round> rounds) {
    return sorting(
        rounds.stream()
            .mapToDouble(round -> figure.of(round.of(contender)) / figure.of(round.of(baseline)))
            .toArray());
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

  /** Whether every round knows the figure. */
  boolean known() {
    return !Double.isNaN(max()); // which is where sorting puts what is not a number
  }

  /** The one in the middle, or the mean of the two in the middle. */
  double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
