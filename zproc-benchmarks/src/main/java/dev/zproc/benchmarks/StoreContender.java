package dev.zproc.benchmarks;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.store.WatchKey;
import dev.zproc.runtime.internal.store.WatchSink;
import java.util.Objects;

/**
 * The store by itself, on one thread: what the server's thread spends on a request, without the way
 * there and back.
 *
 * <p>Threads: used by the main thread only.
 */
final class StoreContender implements Contender {

  /** What is measured. */
  enum Deed {
    /** A read of a key. */
    READ,
    /** A write to a key. */
    WRITE,
    /** A write to one key, and the watch of it and the condition on it that it wakes. */
    WAKE
  }

  private static final int PICKS = 1 << 14;
  private static final long SESSION = 1;

  /** As many as a busy server does in one turn. */
  private static final int PUBLISH_EVERY = 64;

  private final Load load;
  private final Deed deed;
  private final Scale.Size size;
  private final Told told = new Told();

  private Store store;
  private Bytes[] picks = {};
  private int next;
  private long value;
  private long sum;

  StoreContender(Load load, Deed deed, Scale.Size size) {
    this.load = load;
    this.deed = deed;
    this.size = size;
    this.store = empty();
  }

  private Store empty() {
    StoreLimits limits = StoreLimits.defaults();
    return new Store(limits.withHistory(size.history(), limits.historyBytes()), told);
  }

  @Override
  public String name() {
    return load.toString();
  }

  @Override
  public void open() {
    store = empty();
    picks = load.picks(PICKS);
    for (int i = 0; i < load.keys(); i++) {
      write(Load.key(i));
    }
    for (int i = 0; i < load.watches(); i++) {
      store.watch(new WatchKey(SESSION, i), Load.unrelated(i, store.revision()), Long.MAX_VALUE);
    }
    for (int i = 0; i < load.conditions(); i++) {
      store.await(new WatchKey(SESSION + 1, i), Load.never(i), Long.MAX_VALUE);
    }
    if (deed == Deed.WAKE) {
      Bytes key = Load.key(0);
      WatchKey related = new WatchKey(SESSION + 2, 0);
      store.watch(related, Load.related(key, store.revision()), Long.MAX_VALUE);
      WatchKey matching = new WatchKey(SESSION + 2, 1);
      store.await(matching, Load.equal(key, 1, true), Long.MAX_VALUE);
    }
    // A history that is full, as it is in a server that has run for a while.
    for (int i = 0; i < size.history(); i++) {
      write(pick());
    }
  }

  @Override
  public void close() {
    store = empty();
    picks = new Bytes[0];
  }

  @Override
  public double sample() throws Exception {
    return switch (deed) {
      case READ -> Chunks.median(size.chunks(), 1_000, () -> sum += read(pick()).modRevision());
      case WRITE -> Chunks.median(size.chunks(), 1_000, () -> write(pick()));
      case WAKE -> wake();
    };
  }

  private double wake() throws Exception {
    Bytes key = Load.key(0);
    told.events = 0;
    told.matches = 0;
    double nanos =
        Chunks.median(
            size.chunks(),
            1_000,
            () -> {
              put(key, 2 - (value & 1));
              value++;
            });
    long writes = size.chunks() * 1_000L;
    if (told.events != writes || told.matches != writes / 2) {
      throw new IllegalStateException(
          "told of " + told.events + " writes and " + told.matches + " matches of " + writes);
    }
    return nanos;
  }

  private Bytes pick() {
    next = (next + 1) & (PICKS - 1);
    return picks[next];
  }

  private Entry read(Bytes key) {
    return Objects.requireNonNull(store.read(key).entry());
  }

  private void write(Bytes key) {
    put(key, ++value);
  }

  private void put(Bytes key, long written) {
    store.commit(SESSION, Commit.of(new Operation.Put(key, Scalar.of(written))));
    if (store.revision() % PUBLISH_EVERY == 0) {
      store.publish();
    }
  }

  /** Counts what the store tells, of those that are expected to be told anything. */
  private static final class Told implements WatchSink {
    private long events;
    private long matches;

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
}
