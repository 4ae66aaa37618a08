package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.codec.Lists;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key that holds a list.
 *
 * <p>What comes out is a copy that refuses to be changed. Elements may be null.
 *
 * <p>Threads: safe for use by many threads, which share the cursor of {@code awaitChange}.
 */
public final class ListCell<E> extends AbstractCell<List<E>> implements Key {

  private @Nullable AsyncListCell<E> async;

  ListCell(StateSpace<?> space, Slot<List<E>> slot) {
    super(space, slot);
  }

  /** Reads and writes that nobody waits for: each returns a future at once. */
  public AsyncListCell<E> async() {
    AsyncListCell<E> made = async;
    if (made == null) {
      made = new AsyncListCell<>(this); // two threads may both make one, and either will do
      async = made;
    }
    return made;
  }

  /** The newest list; the initial one while the key is unset. */
  public List<E> get() {
    return Objects.requireNonNull(read());
  }

  /** Sets the list. */
  public void set(List<E> value) {
    write(value);
  }

  /** Sets the value and returns the one before, atomically. */
  public List<E> getAndSet(List<E> value) {
    return Objects.requireNonNull(readAndWrite(value));
  }

  /** Sets the list if it equals {@code expected}, and tells whether it did; two round trips. */
  public boolean compareAndSet(List<E> expected, List<E> value) {
    return replace(expected, value);
  }

  /**
   * Adds {@code element} at the end in one round trip, whoever else does meanwhile. The list is not
   * sent, but the server copies it: many small lists are better than one large.
   */
  public void append(E element) {
    append(element, Integer.MAX_VALUE);
  }

  /**
   * The same, and then drops elements from the beginning until there are {@code cap} at most.
   *
   * @param cap 1 or more
   */
  public void append(E element, int cap) {
    space.commit(Commit.of(Commit.Results.NONE, appending(element, cap)));
  }

  Operation appending(E element, int cap) {
    if (cap < 1) {
      throw new IllegalArgumentException("a list is kept to 1 element or more, not " + cap);
    }
    Bytes bytes = Bytes.wrap(Lists.encodeElement(slot.type.codec(), element));
    Bytes initial = Objects.requireNonNull(slot.initialBytes());
    return new Operation.Append(slot.key, bytes, cap, initial);
  }

  /**
   * Sets the value to what {@code function} makes of it, atomically; returns the new value. The
   * function may run more than once, so it must have no side effects.
   *
   * @throws dev.zproc.runtime.failure.TransactionTooLongException if others were faster each time,
   *     and the function took longer than a turn three times; nothing was written
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted when it
   *     is to run again; nothing was written
   * @throws IllegalStateException if the function writes this very key, or a transaction calls this
   */
  public List<E> update(UnaryOperator<List<E>> function) {
    return Objects.requireNonNull(
        change(value -> function.apply(Objects.requireNonNull(value)), true));
  }

  /** The same, but returns the value before. */
  public List<E> getAndUpdate(UnaryOperator<List<E>> function) {
    return Objects.requireNonNull(
        change(value -> function.apply(Objects.requireNonNull(value)), false));
  }

  /**
   * Waits for the next change by another process, after the one that the last call told of, or
   * after the birth of the accessor; returns the value after that change, even if there were more
   * since.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since then are no longer kept
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   */
  public List<E> awaitChange(ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.NEVER, options));
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  public List<E> awaitChange(Duration timeout, ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.after(timeout), options));
  }

  /** Holds while the value is {@code wanted}, by its encoded form. */
  public Condition equalTo(List<E> wanted) {
    return compare(Relation.EQUAL, wanted);
  }

  /** Holds while the value is not {@code unwanted}. */
  public Condition notEqualTo(List<E> unwanted) {
    return compare(Relation.NOT_EQUAL, unwanted);
  }
}
