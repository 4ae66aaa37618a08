package dev.zproc.runtime.state;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/**
 * A map whose entries are keys of their own: two processes that write different entries do not
 * contend.
 *
 * <p>Every operation of {@link ConcurrentMap} is atomic, those that take a function included; it
 * may run more than once, so it must have no side effects, and it must not write the entry that it
 * computes: that is an {@link IllegalStateException}, as in a {@code ConcurrentHashMap}. Where
 * others are faster each time, and the function takes longer than a turn three times, it ends with
 * {@link dev.zproc.runtime.failure.TransactionTooLongException}; an interrupt ends it with {@link
 * dev.zproc.runtime.failure.WaitInterruptedException} when it is to run again. Neither keys nor
 * values may be null. The views are live: they read and write the state. An iterator shows the
 * entries of one revision, that of its making. A key is what its encoded form is; iteration is in
 * the order of these forms. A value is another one if they are equal, or the same when encoded: so
 * one with an array inside can be replaced and found.
 *
 * <p>An operation on one entry takes one round trip, or two if it depends on what was there. {@code
 * size} and {@code clear} take one or two, an iteration one for all entries. What changes many
 * entries, {@code putAll}, {@code replaceAll}, and {@code removeAll}, {@code retainAll} and {@code
 * removeIf} of the views, takes a few: it commits thousands of entries at a time, each of these
 * commits as a whole but not all of them together. For that there is {@code atomically}. {@code
 * containsAll} of the views reads thousands at a time in the same way. Collections of others ask
 * for one entry after the other: for {@code list.removeAll(map.keySet())} or {@code
 * hashMap.equals(map)} give them a copy, {@code Map.copyOf(map)}, or a snapshot's map.
 *
 * <p>In a snapshot the map is unmodifiable, and in a draft part of the transaction; neither can be
 * waited for.
 *
 * <p>Threads: safe for use by many threads; that of a draft, by the thread of the transaction only.
 */
public non-sealed interface StateMap<K, V> extends ConcurrentMap<K, V>, Key {

  /** Reads and writes that nobody waits for: each returns a future at once. */
  default AsyncMap<K, V> async() {
    throw new UnsupportedOperationException(
        name() + "() of a snapshot or a draft has no async(); use that of the accessor");
  }

  /**
   * The entries of those of {@code keys} that have one, in the order of {@code keys}: one round
   * trip, and those of each thousand keys at one revision, but inside the function of an update.
   * Unmodifiable.
   */
  Map<K, V> getAll(Collection<? extends K> keys);

  /** Holds at a revision that changes an entry, unless this process made it. */
  default Condition changed() {
    throw MapBase.notLive(name());
  }

  /** Holds while the map has {@code least} entries or more. */
  default Condition sizeAtLeast(int least) {
    throw MapBase.notLive(name());
  }

  /** Holds while the map has {@code most} entries or fewer. */
  default Condition sizeAtMost(int most) {
    throw MapBase.notLive(name());
  }

  /** Holds while there is an entry for {@code key}. */
  default Condition available(K key) {
    throw MapBase.notLive(name());
  }

  /** Holds while there is no entry for {@code key}. */
  default Condition absent(K key) {
    throw MapBase.notLive(name());
  }

  /** Holds at a revision that changes the entry for {@code key}, unless this process made it. */
  default Condition changed(K key) {
    throw MapBase.notLive(name());
  }

  /** Holds while the entry for {@code key} is {@code value}, by its encoded form. */
  default Condition equalTo(K key, V value) {
    throw MapBase.notLive(name());
  }

  /** Holds while the entry for {@code key} is another one than {@code value}, or none. */
  default Condition notEqualTo(K key, V value) {
    throw MapBase.notLive(name());
  }

  /**
   * Waits for the next commit of another process that changes an entry, after the one that the last
   * call told of, or after the birth of the accessor.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since then are no longer kept
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   */
  default void awaitChange(ChangeOption... options) {
    throw MapBase.notLive(name());
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  default void awaitChange(Duration timeout, ChangeOption... options) {
    throw MapBase.notLive(name());
  }
}
