package dev.zproc.benchmarks.play.zproc;

import java.util.Random;

/** Keys of {@link Things#many} to read or write, at random, and values, each another one. */
final class Keys {

  private final Random random;
  private final int keys;
  private long value;

  Keys(int keys) {
    this.random = new Random(keys);
    this.keys = Math.max(1, keys);
  }

  Integer next() {
    return random.nextInt(keys);
  }

  Long value() {
    return ++value;
  }
}
