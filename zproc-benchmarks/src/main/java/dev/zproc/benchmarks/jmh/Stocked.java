package dev.zproc.benchmarks.jmh;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.store.WatchKey;
import dev.zproc.runtime.internal.store.WatchSink;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * A store by itself, with keys, and with watches and conditions that are never told anything: what
 * the server's thread works on, without the way there and back. The one class of this module that
 * knows the inside of the runtime.
 */
final class Stocked implements WatchSink {

  private static final String NAMESPACE = "bench";
  private static final long SESSION = 1;

  /** As many as a busy server does in one turn. */
  private static final int PUBLISH_EVERY = 64;

  private final Store store;
  private long value;
  private long events;
  private long matches;

  Stocked(int keys, int watches, int conditions, int history) {
    StoreLimits limits = StoreLimits.defaults();
    store = new Store(limits.withHistory(history, limits.historyBytes()), this);
    for (int i = 0; i < keys; i++) {
      write(key(i));
    }
    for (int i = 0; i < watches; i++) {
      store.watch(new WatchKey(SESSION, i), unrelated(i, store.revision()), Long.MAX_VALUE);
    }
    for (int i = 0; i < conditions; i++) {
      store.await(new WatchKey(SESSION + 1, i), equal(-1L - i, false), Long.MAX_VALUE);
    }
  }

  static Bytes key(int number) {
    return Keys.key(NAMESPACE, "key-" + number);
  }

  /**
   * Keys to read or write one after the other, at random; each an object of its own as if it came
   * from afar, so that loads differ in nothing but the state.
   */
  static Bytes[] picks(int keys, boolean any, int count) {
    Random random = new Random(keys);
    Bytes[] picks = new Bytes[count];
    for (int i = 0; i < count; i++) {
      picks[i] = key(any ? random.nextInt(keys) : 0);
    }
    return picks;
  }

  /** An entry as a map would keep it. */
  static Entry entry(Bytes key, long value) {
    return new Entry(key, Scalar.of(value), 1, value);
  }

  /** Watches the first key, and waits for it to be 1, again and again. */
  void watchFirst() {
    KeySelection first = KeySelection.of(KeyRange.single(key(0)));
    WatchSpec watch = new WatchSpec(first, store.revision(), 0, true, 0);
    store.watch(new WatchKey(SESSION + 2, 0), watch, Long.MAX_VALUE);
    store.await(new WatchKey(SESSION + 2, 1), equal(1, true), Long.MAX_VALUE);
    events = 0;
    matches = 0; // It may have been 1 before.
  }

  Entry read(Bytes key) {
    return Objects.requireNonNull(store.read(key).entry());
  }

  void write(Bytes key) {
    put(key, ++value);
  }

  void put(Bytes key, long written) {
    store.commit(SESSION, Commit.of(new Operation.Put(key, Scalar.of(written))));
    if (store.revision() % PUBLISH_EVERY == 0) {
      store.publish();
    }
  }

  /** How many changes have been told. */
  long events() {
    return events;
  }

  /** How many matches have been told. */
  long matches() {
    return matches;
  }

  private static WatchSpec unrelated(int number, long after) {
    KeyRange range =
        number % 2 == 0
            ? KeyRange.single(Keys.key("other", "key-" + number))
            : Keys.entries("other", "map-" + number);
    return new WatchSpec(KeySelection.of(range), after, 0, false, 0);
  }

  private static ConditionSpec equal(long value, boolean repeat) {
    Bytes key = key(0);
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

  @Override
  public void event(WatchKey watch, CommitEvent event) {
    events++;
  }

  @Override
  public void match(WatchKey wait, Match match) {
    matches++;
  }

  @Override
  public void gone(WatchKey watch, long oldest) {
    throw new IllegalStateException(watch + " was left behind");
  }

  @Override
  public void ended(WatchKey watch) {
    throw new IllegalStateException(watch + " has ended");
  }
}
