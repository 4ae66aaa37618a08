package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Scalar;
import java.util.concurrent.CompletableFuture;

/**
 * The asynchronous view of a {@link LongCell}: a call returns at once, and its future is complete
 * when the answer is there; in which order calls are done, and what bounds them, says {@link
 * dev.zproc.runtime.state}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class AsyncLongCell extends AbstractAsyncCell<Long> {

  AsyncLongCell(LongCell cell) {
    super(cell);
  }

  /** The newest value; the initial one while the key is unset. */
  public CompletableFuture<Long> get() {
    return read();
  }

  public CompletableFuture<Void> set(long value) {
    return write(value);
  }

  /** Sets the value and gives the one before, atomically. */
  public CompletableFuture<Long> getAndSet(long value) {
    return readAndWrite(value);
  }

  /** Sets the value if it is {@code expected}, and tells whether it was. */
  public CompletableFuture<Boolean> compareAndSet(long expected, long value) {
    return replace(expected, value);
  }

  /** Adds {@code delta}, whoever else adds meanwhile; gives the sum. */
  public CompletableFuture<Long> add(long delta) {
    return add(Scalar.of(delta));
  }

  /**
   * Lowers the value to {@code bound} if it is higher, as {@code Math.min} does; gives the value
   * then. Nothing is written, and nobody woken, if it is as low already.
   */
  public CompletableFuture<Long> accumulateMin(long bound) {
    return min(Scalar.of(bound));
  }

  /** Raises the value to {@code bound} if it is lower, as {@link #accumulateMin} lowers it. */
  public CompletableFuture<Long> accumulateMax(long bound) {
    return max(Scalar.of(bound));
  }
}
