package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Plays rounds, each in an order of its own drawn from a seed, so that neither a drifting machine
 * nor a fixed neighbour favours anybody.
 *
 * <p>Threads: used by the main thread only.
 */
final class Interleaved {

  private final Options options;

  Interleaved(Options options) {
    this.options = options;
  }

  /**
   * Plays the warm-up rounds and forgets them, then returns the rounds that count. Those who are
   * missing take no part.
   */
  List<Round> run(Benchmark benchmark) throws Exception {
    List<Contender> present =
        benchmark.contenders().stream().filter(one -> one.missing() == null).toList();
    return openAndPlay(present, 0);
  }

  /** Opens the contenders from {@code next} on, each inside the care of the one before. */
  private List<Round> openAndPlay(List<Contender> contenders, int next) throws Exception {
    if (next == contenders.size()) {
      return play(contenders);
    }
    try (Contender contender = contenders.get(next)) {
      contender.open();
      return openAndPlay(contenders, next + 1);
    }
  }

  private List<Round> play(List<Contender> contenders) throws Exception {
    Random random = new Random(options.seed());
    List<Contender> order = new ArrayList<>(contenders);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < options.warmUp() + options.rounds(); i++) {
      Collections.shuffle(order, random);
      Round round = Round.play(order);
      if (i >= options.warmUp()) {
        rounds.add(round);
      }
    }
    return rounds;
  }
}
