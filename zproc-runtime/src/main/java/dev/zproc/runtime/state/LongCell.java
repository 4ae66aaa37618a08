package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key that holds a {@code long}.
 *
 * <p>Threads: safe for use by many threads, which share the cursor of {@code awaitChange}.
 */
public final class LongCell extends AbstractCell<Long> implements Key {

  private @Nullable AsyncLongCell async;

  LongCell(StateSpace<?> space, Slot<Long> slot) {
    super(space, slot);
  }

  /** Reads and writes that nobody waits for: each returns a future at once. */
  public AsyncLongCell async() {
    AsyncLongCell made = async;
    if (made == null) {
      made = new AsyncLongCell(this); // two threads may both make one, and either will do
      async = made;
    }
    return made;
  }

  /** The newest value; the initial one while the key is unset. */
  public long get() {
    return Objects.requireNonNull(read());
  }

  public void set(long value) {
    write(value);
  }

  /** Sets the value and returns the one before, atomically. */
  public long getAndSet(long value) {
    return Objects.requireNonNull(readAndWrite(value));
  }

  /** Sets the value if it is {@code expected}, and tells whether it was. */
  public boolean compareAndSet(long expected, long value) {
    return replace(expected, value);
  }

  /** Adds {@code delta} in one round trip, whoever else adds meanwhile; returns the sum. */
  public long add(long delta) {
    return Objects.requireNonNull(add(Scalar.of(delta)));
  }

  /**
   * Lowers the value to {@code bound} if it is higher, as {@code Math.min} does, in one round trip;
   * returns the value then. Nothing is written, and nobody woken, if it is as low already.
   */
  public long accumulateMin(long bound) {
    return Objects.requireNonNull(min(Scalar.of(bound)));
  }

  /** Raises the value to {@code bound} if it is lower, as {@link #accumulateMin} lowers it. */
  public long accumulateMax(long bound) {
    return Objects.requireNonNull(max(Scalar.of(bound)));
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
  public long update(LongUnaryOperator function) {
    return Objects.requireNonNull(change(value -> function.applyAsLong(value), true));
  }

  /** The same, but returns the value before. */
  public long getAndUpdate(LongUnaryOperator function) {
    return Objects.requireNonNull(change(value -> function.applyAsLong(value), false));
  }

  /**
   * Waits for the next change by another process, after the one that the last call told of, or
   * after the birth of the accessor; returns the value after that change, even if there were more
   * since.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since then are no longer kept
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   */
  public long awaitChange(ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.NEVER, options));
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  public long awaitChange(Duration timeout, ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.after(timeout), options));
  }

  /** Holds while the value is {@code wanted}. */
  public Condition equalTo(long wanted) {
    return compare(Relation.EQUAL, wanted);
  }

  /** Holds while the value is not {@code unwanted}. */
  public Condition notEqualTo(long unwanted) {
    return compare(Relation.NOT_EQUAL, unwanted);
  }

  /** Holds while the value is at least {@code least}. */
  public Condition atLeast(long least) {
    return compare(Relation.GREATER_OR_EQUAL, least);
  }

  /** Holds while the value is at most {@code most}. */
  public Condition atMost(long most) {
    return compare(Relation.LESS_OR_EQUAL, most);
  }

  /** Holds while the value is greater than {@code bound}. */
  public Condition greaterThan(long bound) {
    return compare(Relation.GREATER, bound);
  }

  /** Holds while the value is less than {@code bound}. */
  public Condition lessThan(long bound) {
    return compare(Relation.LESS, bound);
  }
}
