package dev.zproc.runtime.state;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far one accessor has come: the newest revision that it has observed, and for each set of keys
 * the revision up to which {@code awaitChange} has told of their changes.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Cursors {

  private final long birth;
  private final AtomicLong horizon;

  /** Where a cursor that is used for the first time begins. */
  private final AtomicLong live;

  private final Map<Set<String>, AtomicLong> told = new ConcurrentHashMap<>();

  Cursors(long birth) {
    this.birth = birth;
    this.horizon = new AtomicLong(birth);
    this.live = new AtomicLong(birth);
  }

  /** Where everything began. */
  long birth() {
    return birth;
  }

  /** Where what is begun now begins: at birth, or where {@link #goLive} went. */
  long begin() {
    return live.get();
  }

  long horizon() {
    return horizon.get();
  }

  /** Notes that {@code revision} was observed; revisions never go back. */
  void saw(long revision) {
    long seen = horizon.get();
    while (seen < revision && !horizon.compareAndSet(seen, revision)) {
      seen = horizon.get();
    }
  }

  /** The cursor of a set of keys; the empty set stands for all of them. */
  AtomicLong of(Set<String> keys) {
    AtomicLong cursor = told.get(keys);
    if (cursor == null) {
      AtomicLong fresh = new AtomicLong(live.get());
      AtomicLong other = told.putIfAbsent(keys, fresh);
      cursor = other == null ? fresh : other;
    }
    return cursor;
  }

  /**
   * Moves a cursor of which nobody has been told anything from the beginning, which history no
   * longer reaches, to what was seen since; tells whether it did.
   *
   * @param oldest where history begins
   */
  boolean skip(AtomicLong cursor, long from, long oldest) {
    long seen = horizon();
    if (from != begin() || seen <= from || seen < oldest) {
      return false;
    }
    cursor.compareAndSet(from, seen);
    return true;
  }

  /** Cursors at the same places, which then go their own ways. */
  Cursors copy() {
    Cursors copy = new Cursors(birth);
    copy.saw(horizon());
    copy.live.set(live.get());
    told.forEach((keys, cursor) -> copy.told.put(keys, new AtomicLong(cursor.get())));
    return copy;
  }

  /** Moves everything forward to {@code revision}. */
  void goLive(long revision) {
    saw(revision);
    live.accumulateAndGet(revision, Math::max);
    told.values().forEach(cursor -> cursor.accumulateAndGet(revision, Math::max));
  }
}
