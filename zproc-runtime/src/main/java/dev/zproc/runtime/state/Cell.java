package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key that holds a value of any type that can cross between processes.
 *
 * <p>Values are copies: what comes out can't change the state, and collections refuse to be
 * changed.
 *
 * <p>Threads: safe for use by many threads, which share the cursor of {@code awaitChange}.
 */
public final class Cell<T extends @Nullable Object> extends AbstractCell<T> implements Key {

  private @Nullable AsyncCell<T> async;

  Cell(StateSpace<?> space, Slot<T> slot) {
    super(space, slot);
  }

  /** Reads and writes that nobody waits for: each returns a future at once. */
  public AsyncCell<T> async() {
    AsyncCell<T> made = async;
    if (made == null) {
      made = new AsyncCell<>(this); // two threads may both make one, and either will do
      async = made;
    }
    return made;
  }

  /** The newest value; the initial one while the key is unset, which is null of a nullable key. */
  public T get() {
    return read();
  }

  /**
   * Sets the value; null unsets a nullable key.
   *
   * @throws NullPointerException if the value is null and the key not nullable
   */
  public void set(T value) {
    write(value);
  }

  /** Sets the value and returns the one before, atomically. */
  public T getAndSet(T value) {
    return readAndWrite(value);
  }

  /**
   * Sets the value if it equals {@code expected}, and tells whether it did. One round trip for
   * texts, enums and boxes, two for others.
   */
  public boolean compareAndSet(T expected, T value) {
    return replace(expected, value);
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
  public T update(UnaryOperator<T> function) {
    return change(function, true);
  }

  /** The same, but returns the value before. */
  public T getAndUpdate(UnaryOperator<T> function) {
    return change(function, false);
  }

  /**
   * Waits for the next change by another process, after the one that the last call told of, or
   * after the birth of the accessor; returns the value after that change, even if there were more
   * since.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since then are no longer kept
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   */
  public T awaitChange(ChangeOption... options) {
    return nextChange(Deadline.NEVER, options);
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  public T awaitChange(Duration timeout, ChangeOption... options) {
    return nextChange(Deadline.after(timeout), options);
  }

  /** Holds while the value is {@code wanted}, by its encoded form; null means null. */
  public Condition equalTo(T wanted) {
    return compare(Relation.EQUAL, wanted);
  }

  /** Holds while the value is not {@code unwanted}. */
  public Condition notEqualTo(T unwanted) {
    return compare(Relation.NOT_EQUAL, unwanted);
  }

  /**
   * Holds while the value is at least {@code least}; of texts, by code points, and numbers.
   *
   * @throws IllegalArgumentException if the server knows no order of values of this type
   */
  public Condition atLeast(T least) {
    return order(Relation.GREATER_OR_EQUAL, least);
  }

  /** Holds while the value is at most {@code most}; as {@link #atLeast}. */
  public Condition atMost(T most) {
    return order(Relation.LESS_OR_EQUAL, most);
  }

  /** Holds while the value is greater than {@code bound}; as {@link #atLeast}. */
  public Condition greaterThan(T bound) {
    return order(Relation.GREATER, bound);
  }

  /** Holds while the value is less than {@code bound}; as {@link #atLeast}. */
  public Condition lessThan(T bound) {
    return order(Relation.LESS, bound);
  }

  private Condition order(Relation relation, T bound) {
    if (bound instanceof Number && Codecs.isScalar(slot.type.codec())
        || bound instanceof String
        || bound instanceof Character) {
      return compare(relation, bound);
    }
    throw new IllegalArgumentException(
        "there is no order of the values of "
            + slot
            + " at the server; use a predicate: await(state -> …)");
  }

  /** Holds while the value is null; of a key that is not nullable never. */
  public Condition isNull() {
    return compare(Relation.EQUAL, null);
  }

  /** Holds while the value is not null. */
  public Condition isNotNull() {
    return compare(Relation.NOT_EQUAL, null);
  }
}
