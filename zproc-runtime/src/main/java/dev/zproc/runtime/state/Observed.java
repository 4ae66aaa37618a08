package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Follower;
import dev.zproc.runtime.internal.wait.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a key, or a whole state, was at one revision after the other, own commits included: for
 * assertions and tools, which tell what they have seen. Programs have {@code await} and {@code
 * watch}.
 *
 * <p>It begins at what its accessor has last seen, or at the newest revision where history no
 * longer reaches back so far, and moves with {@link #next}; so it misses nothing, however fast
 * others write. It is to be closed; its accessor has then seen what it has shown.
 *
 * <p>Threads: not safe; used by one thread.
 *
 * @param <T> what is looked at: the value of a cell, boxed; a map as it was; or the {@code @State}
 *     interface
 */
public final class Observed<T extends @Nullable Object> implements AutoCloseable {

  private final StateSpace<?> space;
  private final String name;
  private final String label;
  private final Function<View, T> values;
  private final Follower follower;

  private Observed(StateSpace<?> space, String name, KeyRange range, Function<View, T> values) {
    this.space = space;
    this.name = name;
    this.label = Phrase.label("an assertion on " + name);
    this.values = values;
    this.follower = Follower.of(space.engine(), range, space.cursors.horizon(), label);
  }

  private static <T extends @Nullable Object> Observed<T> ofCell(AbstractCell<T> cell) {
    Slot<T> slot = cell.slot;
    return new Observed<>(cell.space, slot.toString(), slot.range, view -> valueOf(slot, view));
  }

  @SuppressWarnings("NullAway") // null is the value of nullable keys only
  private static <T extends @Nullable Object> T valueOf(Slot<T> slot, View view) {
    return slot.decode(view.find(slot.key));
  }

  /** Blocks for a round trip; so do all of these. */
  public static <T extends @Nullable Object> Observed<T> of(Cell<T> cell) {
    return ofCell(cell);
  }

  public static Observed<Integer> of(IntCell cell) {
    return ofCell(cell);
  }

  public static Observed<Long> of(LongCell cell) {
    return ofCell(cell);
  }

  public static Observed<Double> of(DoubleCell cell) {
    return ofCell(cell);
  }

  public static Observed<Boolean> of(BooleanCell cell) {
    return ofCell(cell);
  }

  public static <E> Observed<List<E>> of(ListCell<E> cell) {
    return ofCell(cell);
  }

  /**
   * Of a map of an accessor.
   *
   * @throws UnsupportedOperationException if it is that of a snapshot or a draft, which nobody
   *     changes
   */
  public static <K, V> Observed<StateMap<K, V>> of(StateMap<K, V> map) {
    if (!(map instanceof LiveMap<K, V> live)) {
      throw MapBase.notLive(map.name());
    }
    return new Observed<>(
        live.space,
        live.slot.toString(),
        live.slot.range,
        view -> new SnapshotMap<>(live.slot, view));
  }

  /** Of all keys of a state. */
  public static <S> Observed<S> of(Accessor<S, ?, ?> state) {
    StateSpace<S> space = state.space();
    return new Observed<>(
        space, space.namespace.name, space.namespace.range, space.namespace::snapshot);
  }

  /** The name of the key behind that of its namespace, as {@code bakery.cookies}, or the latter. */
  public String name() {
    return name;
  }

  /** The value at {@link #revision}; the initial one while the key is unset. */
  public T value() {
    return values.apply(follower.view());
  }

  /** The revision that it has come to: that of a change, but for the first. */
  public long revision() {
    return follower.revision();
  }

  /**
   * Goes on to the next revision that changes what is looked at; waits for one, for at most {@code
   * timeout}. Returns whether there was one.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since this one are no longer
   *     kept
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   */
  public boolean next(Duration timeout) {
    return follower.advance(Deadline.after(timeout), "a change of " + name) != null;
  }

  /**
   * What all processes of the context wait for now, but for this, each in a line as {@link
   * dev.zproc.runtime.OpenWait} prints it; one that says why, if the server cannot be asked.
   */
  public List<String> waits() {
    try {
      List<String> all = new ArrayList<>(space.namespaces.waitsInWords());
      all.removeIf(line -> line.contains(" waits for " + label));
      return List.copyOf(all);
    } catch (ZProcException e) {
      return List.of("nobody can say: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    space.cursors.saw(follower.revision());
    follower.close();
  }
}
