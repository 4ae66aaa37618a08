package dev.zproc.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sample of each contender, taken one after another.
 *
 * <p>Threads: immutable.
 *
 * @param samples the samples by name of contender, in the order in which they were taken
 */
record Round(Map<String, Double> samples) {

  /** Plays a round in the given order. */
  static Round play(List<Contender> order) throws Exception {
    Map<String, Double> samples = new LinkedHashMap<>();
    for (Contender contender : order) {
      try {
        samples.put(contender.name(), contender.sample());
      } catch (Exception e) {
        throw new IllegalStateException("'" + contender.name() + "' failed in a round", e);
      }
    }
    return new Round(samples);
  }

  double of(String contender) {
    Double sample = samples.get(contender);
    if (sample == null) {
      throw new IllegalArgumentException("'" + contender + "' took no part in this round");
    }
    return sample;
  }
}
