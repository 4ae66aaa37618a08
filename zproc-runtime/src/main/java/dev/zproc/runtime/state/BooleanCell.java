package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key that holds a {@code boolean}.
 *
 * <p>Threads: safe for use by many threads, which share the cursor of {@code awaitChange}.
 */
public final class BooleanCell extends AbstractCell<Boolean> implements Key {

  private @Nullable AsyncBooleanCell async;

  BooleanCell(StateSpace<?> space, Slot<Boolean> slot) {
    super(space, slot);
  }

  /** Reads and writes that nobody waits for: each returns a future at once. */
  public AsyncBooleanCell async() {
    AsyncBooleanCell made = async;
    if (made == null) {
      made = new AsyncBooleanCell(this); // two threads may both make one, and either will do
      async = made;
    }
    return made;
  }

  /** The newest value; the initial one while the key is unset. */
  public boolean get() {
    return Objects.requireNonNull(read());
  }

  public void set(boolean value) {
    write(value);
  }

  /** Sets the value and returns the one before, atomically. */
  public boolean getAndSet(boolean value) {
    return Objects.requireNonNull(readAndWrite(value));
  }

  /** Sets the value if it is {@code expected}, and tells whether it was. */
  public boolean compareAndSet(boolean expected, boolean value) {
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
  public boolean update(UnaryOperator<Boolean> function) {
    return Objects.requireNonNull(change(value -> function.apply(value), true));
  }

  /** The same, but returns the value before. */
  public boolean getAndUpdate(UnaryOperator<Boolean> function) {
    return Objects.requireNonNull(change(value -> function.apply(value), false));
  }

  /**
   * Waits for the next change by another process, after the one that the last call told of, or
   * after the birth of the accessor; returns the value after that change, even if there were more
   * since.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since then are no longer kept
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   */
  public boolean awaitChange(ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.NEVER, options));
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  public boolean awaitChange(Duration timeout, ChangeOption... options) {
    return Objects.requireNonNull(nextChange(Deadline.after(timeout), options));
  }

  /** Holds while the value is {@code wanted}. */
  public Condition equalTo(boolean wanted) {
    Phrase name = Phrase.of(name());
    return compare(Relation.EQUAL, wanted).as(wanted ? name : name.not());
  }

  /** Holds while the value is not {@code unwanted}. */
  public Condition notEqualTo(boolean unwanted) {
    return equalTo(!unwanted);
  }
}
