package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.schema.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous view of a {@link StateMap}: a call returns at once, and its future is complete
 * when the answer is there; in which order calls are done, and what bounds them, says {@link
 * dev.zproc.runtime.state}. Each takes one round trip, however many entries it is about, and none
 * that depends on what another call has found waits for that.
 *
 * <p>Neither keys nor values may be null: that is a {@link NullPointerException} at once. What a
 * future gives is unmodifiable.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class AsyncMap<K, V> {

  /** How many keys are read at a time. */
  private static final int MOST = 1_000;

  /** The revision of no entry. */
  private static final long NEVER = -1;

  private final LiveMap<K, V> map;
  private final StateSpace<?> space;
  private final Slot<V> slot;

  AsyncMap(LiveMap<K, V> map, StateSpace<?> space) {
    this.map = map;
    this.space = space;
    this.slot = map.slot;
  }

  /** The value of {@code key}; null if there is none. */
  public CompletableFuture<@Nullable V> get(K key) {
    return space.async().read(map.entryKey(key), found -> value(found.entry()));
  }

  /** Whether there is an entry for {@code key}. */
  public CompletableFuture<Boolean> containsKey(K key) {
    return space.async().read(map.entryKey(key), found -> found.entry() != null);
  }

  /** How many entries there are. */
  public CompletableFuture<Integer> size() {
    return space
        .async()
        .read(
            slot.key,
            found -> {
              Entry structure = found.entry();
              return MapBase.size(structure == null ? null : structure.value());
            });
  }

  /** All entries at one revision, in the order of the map. */
  public CompletableFuture<Map<K, V>> getAll() {
    return space.async().range(map.entries(), found -> copy(found.entries()));
  }

  /**
   * The entries of those of {@code keys} that have one, in the order of {@code keys}; those of each
   * thousand keys at one revision. Fails with a {@link
   * dev.zproc.runtime.failure.LimitExceededException} if the server's {@code maxOperations} is
   * lower.
   */
  public CompletableFuture<Map<K, V>> getAll(Collection<? extends K> keys) {
    List<Bytes> all = new ArrayList<>(keys.size());
    for (K key : new LinkedHashSet<K>(keys)) {
      all.add(map.entryKey(key));
    }
    if (all.size() <= MOST) {
      return fetch(all, found -> copy(found.current()));
    }
    List<CompletableFuture<Map<K, V>>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST) {
      List<Bytes> some = all.subList(from, Math.min(all.size(), from + MOST));
      parts.add(fetch(some, found -> copy(found.current())));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<K, V> together = new LinkedHashMap<>();
              parts.forEach(part -> together.putAll(part.join()));
              return Collections.unmodifiableMap(together);
            });
  }

  /** Has a commit refused that would do nothing, which tells what the keys are. */
  private <T> CompletableFuture<T> fetch(List<Bytes> keys, Function<CommitResult, T> result) {
    List<Compare> compares = new ArrayList<>(keys.size());
    for (Bytes key : keys) {
      compares.add(new Compare.Revision(key, compares.isEmpty() ? NEVER : 0));
    }
    return space.async().commit(new Commit(compares, List.of(), Commit.Results.NONE), result);
  }

  /** Sets the value of {@code key}; gives the one before, or null. */
  public CompletableFuture<@Nullable V> put(K key, V value) {
    return exchange(new Operation.Put(map.entryKey(key), map.encode(value)));
  }

  /** Sets the value of {@code key} if it has none; gives the one that it has, or null. */
  public CompletableFuture<@Nullable V> putIfAbsent(K key, V value) {
    Bytes entry = map.entryKey(key);
    return space
        .async()
        .commit(
            new Commit(
                List.of(new Compare.Revision(entry, 0)),
                writing(new Operation.Put(entry, map.encode(value))),
                Commit.Results.NONE),
            done -> done.committed() ? null : value(done.current().get(0)));
  }

  /** Removes the entry of {@code key}; gives its value, or null. */
  public CompletableFuture<@Nullable V> remove(K key) {
    return exchange(new Operation.Delete(map.entryKey(key)));
  }

  /**
   * Removes the entry of {@code key} if its value equals {@code expected}; tells whether it did. It
   * keeps its place in the order of the calls, unless the value equals {@code expected} in another
   * encoded form.
   */
  public CompletableFuture<Boolean> remove(K key, V expected) {
    return alter(expected, new Operation.Delete(map.entryKey(key)), map.entryKey(key));
  }

  /** Sets the value of {@code key} if it equals {@code expected}; as {@link #remove}. */
  public CompletableFuture<Boolean> replace(K key, V expected, V value) {
    Bytes entry = map.entryKey(key);
    return alter(expected, new Operation.Put(entry, map.encode(value)), entry);
  }

  /**
   * Sets many values. It commits thousands of entries at a time, each of these commits as a whole
   * but not all of them together; all are underway at a time. What is refused since the server's
   * limits are lower is sent again in halves, whose place in the order of the calls is then that.
   */
  public CompletableFuture<Void> putAll(Map<? extends K, ? extends V> entries) {
    return map.batch(Commit.Results.NONE).applyAsync(map.puts(entries));
  }

  /** Removes all entries. */
  public CompletableFuture<Void> clear() {
    return space
        .async()
        .commit(
            new Commit(
                List.of(), writing(new Operation.DeleteRange(map.entries())), Commit.Results.NONE),
            AsyncCalls.NOTHING);
  }

  private CompletableFuture<@Nullable V> exchange(Operation operation) {
    return space
        .async()
        .commit(
            new Commit(List.of(), writing(operation), Commit.Results.PREVIOUS),
            done -> value(done.results().get(0).previous()));
  }

  private CompletableFuture<Boolean> alter(V expected, Operation operation, Bytes entry) {
    Bytes bytes = slot.bytesOrNull(Objects.requireNonNull(expected, "value"));
    if (bytes == null) {
      return CompletableFuture.completedFuture(false);
    }
    return alter(new Compare.Value(entry, bytes), operation)
        .thenCompose(result -> altered(result, expected, bytes, operation));
  }

  private CompletableFuture<Boolean> altered(
      CommitResult result, V expected, Bytes bytes, Operation operation) {
    Entry now = result.committed() ? null : result.current().get(0);
    if (now == null || !slot.isSame(now.value(), expected, bytes)) {
      return CompletableFuture.completedFuture(result.committed());
    }
    return alter(new Compare.Revision(now.key(), now.modRevision()), operation)
        .thenCompose(again -> altered(again, expected, bytes, operation));
  }

  private CompletableFuture<CommitResult> alter(Compare compare, Operation operation) {
    return space
        .async()
        .commit(
            new Commit(List.of(compare), writing(operation), Commit.Results.NONE),
            Function.identity());
  }

  private List<Operation> writing(Operation operation) {
    return List.of(operation, new Operation.Tally(slot.key, map.entries()));
  }

  private @Nullable V value(@Nullable Entry entry) {
    return entry == null ? null : map.value(entry);
  }

  private Map<K, V> copy(List<? extends @Nullable Entry> entries) {
    Map<K, V> copy = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry != null) {
        copy.put(map.key(entry.key()), map.value(entry));
      }
    }
    return Collections.unmodifiableMap(copy);
  }

  /** The key and its namespace. */
  @Override
  public String toString() {
    return slot.toString();
  }
}
