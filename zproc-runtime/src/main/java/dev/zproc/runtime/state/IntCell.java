package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key that holds an {@code int}.
 *
 * <p>Threads: safe for use by many threads, which share the cursor of {@code awaitChange}.
 */
public final class IntCell extends AbstractCell<Integer> implements Key {

  private @Nullable AsyncIntCell async;

  IntCell(StateSpace<?> space, Slot<Integer> slot) {
    super(space, slot);
  }

  /** Reads and writes that nobody waits for: each returns a future at once. */
  public AsyncIntCell async() {
    AsyncIntCell made = async;
    if (made == null) {
      made = new AsyncIntCell(this); // two threads may both make one, and either will do
      async = made;
    }
    return made;
  }

  /** The newest value; the initial one while the key is unset. */
  public int get() {
    return Objects.requireNonNull(read());
  }

  public void set(int value) {
    write(value);
  }

  /** Sets the value and returns the one before, atomically. */
  public int getAndSet(int value) {
    return Objects.requireNonNull(readAndWrite(value));
  }

  /** Sets the value if it is {@code expected}, and tells whether it was. */
  public boolean compareAndSet(int expected, int value) {
    return replace(expected, value);
  }

  /** Adds {@code delta} in one round trip, whoever else adds meanwhile; returns the sum. */
  public int add(int delta) {
    return Objects.requireNonNull(add(Scalar.of(delta)));
  }

  /**
   * Lowers the value to {@code bound} if it is higher, as {@code Math.min} does, in one round trip;
   * returns the value then. Nothing is written, and nobody woken, if it is as low already.
   */
  public int accumulateMin(int bound) {
    return Objects.requireNonNull(min(Scalar.of(bound)));
  }

  /** Raises the value to {@code bound} if it is lower, as {@link #accumulateMin} lowers it. */
  public int accumulateMax(int bound) {
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
  public int update(IntUnaryOperator function) {
    return Objects.requireNonNull(change(value -> function.applyAsInt(value), true));
  }

  /** The same, but returns the value before. */
  public int getAndUpdate(IntUnaryOperator function) {
    return Objects.requireNonNull(change(value -> function.applyAsInt(value), false));
  }

  /**
   * Waits for the next change by another process, after the one that the last call told of, or
   * after the birth of the accessor; returns the value after that change, even if there were more
   * since.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since then are no longer kept
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   */
  public int awaitChange(ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.NEVER, options));
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  public int awaitChange(Duration timeout, ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.after(timeout), options));
  }

  /** Holds while the value is {@code wanted}. */
  public Condition equalTo(int wanted) {
    return compare(Relation.EQUAL, wanted);
  }

  /** Holds while the value is not {@code unwanted}. */
  public Condition notEqualTo(int unwanted) {
    return compare(Relation.NOT_EQUAL, unwanted);
  }

  /** Holds while the value is at least {@code least}. */
  public Condition atLeast(int least) {
    return compare(Relation.GREATER_OR_EQUAL, least);
  }

  /** Holds while the value is at most {@code most}. */
  public Condition atMost(int most) {
    return compare(Relation.LESS_OR_EQUAL, most);
  }

  /** Holds while the value is greater than {@code bound}. */
  public Condition greaterThan(int bound) {
    return compare(Relation.GREATER, bound);
  }

  /** Holds while the value is less than {@code bound}. */
  public Condition lessThan(int bound) {
    return compare(Relation.LESS, bound);
  }
}
