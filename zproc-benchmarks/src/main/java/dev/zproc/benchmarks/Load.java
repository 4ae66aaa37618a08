package dev.zproc.benchmarks;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a state holds while something is measured that all of it has no part in.
 *
 * <p>Threads: immutable.
 *
 * @param keys how many keys there are
 * @param watches how many watches there are on other keys: half of them on one key each, half on a
 *     range each
 * @param conditions how many conditions wait for the very key that is written to get another value
 * @param any whether any of the keys is read and written, at random, rather than always the same:
 *     then every access also pays for what is not in the processor's caches
 */
record Load(int keys, int watches, int conditions, boolean any) {

  private static final String NAMESPACE = "bench";

  static Bytes key(int number) {
    return Keys.key(NAMESPACE, "key-" + number);
  }

  /**
   * Keys to read or write one after the other, at random; as many for every load, and each an
   * object of its own as if it came from afar, so that loads differ in nothing but the state.
   */
  Bytes[] picks(int count) {
    Random random = new Random(keys);
    Bytes[] picks = new Bytes[count];
    for (int i = 0; i < count; i++) {
      picks[i] = key(any ? random.nextInt(keys) : 0);
    }
    return picks;
  }

  /** Watch {@code number} of those on other keys. */
  static WatchSpec unrelated(int number, long after) {
    KeyRange range =
        number % 2 == 0
            ? KeyRange.single(Keys.key("other", "key-" + number))
            : Keys.entries("other", "map-" + number);
    return new WatchSpec(KeySelection.of(range), after, 0, false, 0);
  }

  /** Condition {@code number}: the key that is written gets a value that it never gets. */
  static ConditionSpec never(int number) {
    return equal(key(0), -1L - number, false);
  }

  /** Waits for a key to have a value. */
  static ConditionSpec equal(Bytes key, long value, boolean repeat) {
    return new ConditionSpec(
        new Criterion.Comparison(
            new Operand.Key(key, Scalar.of(0L)),
            Relation.EQUAL,
            new Operand.Literal(Scalar.of(value))),
        0,
        0,
        repeat,
        false,
        List.of(KeyRange.single(key)));
  }

  /** The watch of a key that is told of every write to it. */
  static WatchSpec related(Bytes key, long after) {
    return new WatchSpec(KeySelection.of(KeyRange.single(key)), after, 0, true, 0);
  }

  /** Such as "100,000 keys, 1,000 watches". */
  @Override
  public String toString() {
    String text = (any ? "any of " : "") + number(keys, "key");
    text += watches == 0 ? "" : ", " + number(watches, "watch");
    return text + (conditions == 0 ? "" : ", " + number(conditions, "condition"));
  }

  private static String number(int count, String what) {
    String plural = what.endsWith("h") ? what + "es" : what + "s";
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? what : plural);
  }
}
