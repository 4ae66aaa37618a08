package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of all types can do.
 *
 * <p>Reads and writes take one round trip unless said otherwise. They are not ended by an
 * interrupt, which the next wait will notice, but for updates that have to run again; they fail
 * with {@link dev.zproc.runtime.failure.ServerGoneException} if the server is gone.
 *
 * <p>Threads: safe for use by many threads, which share the cursor of {@code awaitChange}.
 */
abstract class AbstractCell<T> {

  final StateSpace<?> space;
  final Slot<T> slot;

  AbstractCell(StateSpace<?> space, Slot<T> slot) {
    this.space = space;
    this.slot = slot;
  }

  /** The name of the key in its state. */
  public final String name() {
    return slot.name();
  }

  /** Whether somebody has set the key; until then it reads as its initial value. */
  public final boolean exists() {
    return space.read(slot.key).entry() != null;
  }

  /** The revision of the last write of the key, or 0 if it is unset. */
  public final long revision() {
    Entry entry = space.read(slot.key).entry();
    return entry == null ? 0 : entry.modRevision();
  }

  /** Unsets the key, so that it reads as its initial value again; tells whether it was set. */
  public final boolean remove() {
    return exchange(new Operation.Delete(slot.key)) != null;
  }

  /**
   * Holds at a revision that changes the key, but for {@linkplain dev.zproc.runtime.state own
   * commits}.
   */
  public final Condition changed() {
    return new Condition(
        space.engine(),
        new Criterion.Changed(KeySelection.of(slot.range)),
        Phrase.of("changed(" + name() + ")"));
  }

  /** Holds while the key is set, whatever to. */
  public final Condition available() {
    return new Condition(
        space.engine(), new Criterion.Exists(slot.key), Phrase.of("exists(" + name() + ")"));
  }

  /** Holds while the key is unset, so that it reads as its initial value. */
  public final Condition absent() {
    return available().not();
  }

  /** Holds while the value is neither null, nor false, 0, or empty. */
  public final Condition truthy() {
    return falsy().not().as(Phrase.of("truthy(" + name() + ")"));
  }

  /** Holds while the value is null, false, 0, or empty. */
  public final Condition falsy() {
    Condition isNull = compare(Relation.EQUAL, null);
    Bytes zero = Conditions.zero(slot.type);
    Condition falsy = zero == null ? isNull : isNull.or(compareBytes(Relation.EQUAL, zero, "0"));
    return falsy.as(Phrase.of("falsy(" + name() + ")"));
  }

  /**
   * Waits until {@code condition} holds, as {@link Accessor#await(Condition)} does, but fetches no
   * snapshot.
   */
  public final void await(Condition condition) {
    Conditions.awaitOnly(space, condition, Deadline.NEVER);
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if it did not hold until then
   */
  public final void await(Condition condition, Duration timeout) {
    Conditions.awaitOnly(space, condition, Deadline.after(timeout));
  }

  @Nullable T read() {
    Entry entry = space.read(slot.key).entry();
    return slot.decode(entry);
  }

  void write(@Nullable T value) {
    space.commit(Commit.of(Commit.Results.NONE, writing(value)));
  }

  @Nullable T readAndWrite(@Nullable T value) {
    Entry previous = exchange(writing(value));
    return slot.decode(previous);
  }

  /** Writes, and returns the entry that was there before. */
  private @Nullable Entry exchange(Operation write) {
    CommitResult result = space.commit(Commit.of(Commit.Results.PREVIOUS, write));
    return result.results().get(0).previous();
  }

  @Nullable T add(Bytes delta) {
    return compute(new Operation.Add(slot.key, delta, start()));
  }

  @Nullable T min(Bytes bound) {
    return compute(new Operation.Min(slot.key, bound, start()));
  }

  @Nullable T max(Bytes bound) {
    return compute(new Operation.Max(slot.key, bound, start()));
  }

  /** What a computation starts from while the key is unset. */
  final Bytes start() {
    return Objects.requireNonNull(slot.initialBytes());
  }

  private @Nullable T compute(Operation operation) {
    CommitResult result = space.commit(Commit.of(Commit.Results.CURRENT, operation));
    Entry current = result.results().get(0).current();
    return slot.decode(current);
  }

  boolean replace(@Nullable T expected, @Nullable T value) {
    Operation write = writing(value);
    Bytes bytes = slot.bytesOrNull(expected);
    Entry entry;
    if (bytes != null && Codecs.isScalar(slot.type.codec())) {
      // Equal scalars have equal bytes: one round trip, unless the key is absent.
      CommitResult result =
          space.commit(
              new Commit(
                  List.of(new Compare.Value(slot.key, bytes)),
                  List.of(write),
                  Commit.Results.NONE));
      if (result.committed()) {
        return true;
      }
      entry = result.current().get(0);
    } else {
      entry = space.read(slot.key).entry();
    }
    while (slot.isSame(entry == null ? null : entry.value(), expected, bytes)) {
      CommitResult result = space.commit(commitIf(entry, write));
      if (result.committed()) {
        return true;
      }
      entry = result.current().get(0);
    }
    return false;
  }

  /** Reads, computes and writes until nobody came between; the new value, or the old one. */
  @Nullable T change(UnaryOperator<@Nullable T> function, boolean returnNew) {
    try (Contender contender = new Contender(space, "an update of " + slot)) {
      Entry entry = space.read(slot.key).entry();
      while (true) {
        T before = slot.decode(entry);
        T after = Computing.apply(space.engine(), slot.key, slot, function, before);
        CommitResult result = contender.commit(commitIf(entry, writing(after)));
        if (result != null && result.committed()) {
          return returnNew ? after : before;
        }
        entry = contender.retry(slot.key, result);
      }
    }
  }

  final Commit commitIf(@Nullable Entry entry, Operation write) {
    long revision = entry == null ? 0 : entry.modRevision();
    return new Commit(
        List.of(new Compare.Revision(slot.key, revision)), List.of(write), Commit.Results.NONE);
  }

  final Operation writing(@Nullable T value) {
    Bytes bytes = slot.encode(value);
    return bytes == null ? new Operation.Delete(slot.key) : new Operation.Put(slot.key, bytes);
  }

  @Nullable T nextChange(Deadline deadline, ChangeOption... options) {
    CommitEvent event =
        space.awaitChange(Set.of(name()), KeySelection.of(slot.range), deadline, options);
    Bytes value = null;
    for (KeyChange change : event.changes()) {
      value = change.value();
    }
    return slot.decode(value, event.revision());
  }

  final Condition compare(Relation relation, @Nullable T value) {
    Bytes bytes = value == null ? null : Bytes.wrap(slot.type.encode(value));
    return compareBytes(relation, bytes, Phrase.value(value));
  }

  private Condition compareBytes(Relation relation, @Nullable Bytes bytes, String shown) {
    return Conditions.compare(space.engine(), slot, relation, bytes, shown);
  }

  /**
   * Whether {@code other} is this very cell. A key is not its value, and never equal to one; that
   * somebody compares them is no answer but a mistake.
   *
   * @throws IllegalArgumentException if {@code other} is neither null nor a key
   */
  @Override
  public final boolean equals(@Nullable Object other) {
    if (other != null && !(other instanceof Key)) {
      throw new IllegalArgumentException(
          slot
              + " is a key, which equals no value; compare what it holds, "
              + name()
              + "().get(), or wait for "
              + name()
              + "().equalTo(…)");
    }
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }

  /** The key and its namespace, not its value, which would take a round trip. */
  @Override
  public final String toString() {
    return slot.toString();
  }
}
