package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import dev.zproc.runtime.internal.wait.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One commit as a watch tells of it: which of the watched keys it changed, from what to what.
 *
 * @param <S> the {@code @State} interface
 */
public final class Change<S> {

  private final Namespace<S> namespace;
  private final CommitEvent event;
  private final LongFunction<View> views;

  /**
   * @param views the namespace at a revision, that of this change
   */
  Change(Namespace<S> namespace, CommitEvent event, LongFunction<View> views) {
    this.namespace = namespace;
    this.event = event;
    this.views = views;
  }

  /**
   * A changed entry of a {@link StateMap}.
   *
   * @param value the value after the change; null if the entry was removed
   * @param previous the value before it; null if it was inserted
   */
  public record EntryChange<K, V>(K key, @Nullable V value, @Nullable V previous) {}

  /** The revision that the commit made. */
  public long revision() {
    return event.revision();
  }

  /** Whether this process made the commit. */
  public boolean isOwn() {
    return event.origin() == namespace.engine.session();
  }

  /** The names of the watched keys that it changed. */
  public Set<String> keys() {
    Set<String> names = new LinkedHashSet<>();
    for (KeyChange change : event.changes()) {
      Slot<?> slot = namespace.slotOf(change.key());
      if (slot != null) {
        names.add(slot.name());
      }
    }
    return Set.copyOf(names);
  }

  /** Whether it changed {@code key}. */
  public boolean changed(Key key) {
    Slot<?> slot = Selections.slot(key);
    for (dev.zproc.runtime.internal.engine.KeyChange change : event.changes()) {
      if (slot != null && slot.range.contains(change.key())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The value after the change.
   *
   * @throws IllegalArgumentException if it did not change {@code key}; so with all of these
   */
  public <T extends @Nullable Object> T value(Cell<T> key) {
    return key.slot.decode(find(key).value(), event.revision());
  }

  /** The value after the change. */
  public int value(IntCell key) {
    return some(key.slot.decode(find(key).value(), event.revision()));
  }

  /** The value after the change. */
  public long value(LongCell key) {
    return some(key.slot.decode(find(key).value(), event.revision()));
  }

  /** The value after the change. */
  public double value(DoubleCell key) {
    return some(key.slot.decode(find(key).value(), event.revision()));
  }

  /** The value after the change. */
  public boolean value(BooleanCell key) {
    return some(key.slot.decode(find(key).value(), event.revision()));
  }

  /** The list after the change. */
  public <E> List<E> value(ListCell<E> key) {
    return some(key.slot.decode(find(key).value(), event.revision()));
  }

  /**
   * The value before the change.
   *
   * @throws IllegalArgumentException if it did not change {@code key}; so with all of these
   */
  public <T extends @Nullable Object> T previous(Cell<T> key) {
    return key.slot.decode(find(key).previous());
  }

  /** The value before the change. */
  public int previous(IntCell key) {
    return some(key.slot.decode(find(key).previous()));
  }

  /** The value before the change. */
  public long previous(LongCell key) {
    return some(key.slot.decode(find(key).previous()));
  }

  /** The value before the change. */
  public double previous(DoubleCell key) {
    return some(key.slot.decode(find(key).previous()));
  }

  /** The value before the change. */
  public boolean previous(BooleanCell key) {
    return some(key.slot.decode(find(key).previous()));
  }

  /** The list before the change. */
  public <E> List<E> previous(ListCell<E> key) {
    return some(key.slot.decode(find(key).previous()));
  }

  /** The entries of {@code map} that it changed; empty if none. */
  public <K, V> List<EntryChange<K, V>> entries(StateMap<K, V> map) {
    if (!(map instanceof MapBase<K, V> base)) {
      throw new IllegalArgumentException("not a map of an accessor: " + map.getClass());
    }
    List<EntryChange<K, V>> changed = new ArrayList<>();
    for (KeyChange change : event.changes()) {
      if (base.entries().contains(change.key())) {
        changed.add(
            new EntryChange<>(
                base.key(change.key()),
                base.valueOrNull(change.key(), change.value(), event.revision()),
                base.valueOrNull(change.key(), change.previous(), 0)));
      }
    }
    return List.copyOf(changed);
  }

  /**
   * The whole state at this revision.
   *
   * <p>In a loop over a watch, or over a part of history, the first one is read, which takes a
   * round trip; from there on what changes is followed, so that the next ones are made from what
   * has arrived. Asked for out of order, or after the watch has ended, it is a round trip again.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if that is no longer kept
   */
  public S snapshot() {
    TransactionGuard.forbid();
    return namespace.snapshot(views.apply(event.revision()));
  }

  private static <T> T some(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  private KeyChange find(AbstractCell<?> cell) {
    Bytes key = cell.slot.key;
    for (KeyChange change : event.changes()) {
      if (change.key().equals(key)) {
        return change;
      }
    }
    throw new IllegalArgumentException(
        "revision " + event.revision() + " did not change " + cell + "; ask changed(...) first");
  }

  @Override
  public String toString() {
    return "revision " + event.revision() + " of " + namespace.name + ": " + keys();
  }
}
