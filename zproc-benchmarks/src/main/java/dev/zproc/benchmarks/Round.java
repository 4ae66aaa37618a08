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
record Round(Map<String, Sample> samples) {

  /** Plays a round in the given order. */
  static Round play(List<Contender> order) throws Exception {
    Map<String, Sample> samples = new LinkedHashMap<>();
    for (Contender contender : order) {
      try {
        samples.put(contender.name(), contender.take());
      } catch (Exception e) {
        throw new IllegalStateException("'" + contender.name() + "' failed in a round", e);
      }
    }
    return new Round(samples);
  }

  Sample of(String contender) {
    Sample sample = samples.get(contender);
    if (sample == null) {
      throw new IllegalArgumentException("'" + contender + "' took no part in this round");
    }
    return sample;
  }
}
