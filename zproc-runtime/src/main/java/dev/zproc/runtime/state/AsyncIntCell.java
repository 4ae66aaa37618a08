package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Scalar;
import java.util.concurrent.CompletableFuture;

/**
 * The asynchronous view of an {@link IntCell}: a call returns at once, and its future is complete
 * when the answer is there; in which order calls are done, and what bounds them, says {@link
 * dev.zproc.runtime.state}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class AsyncIntCell extends AbstractAsyncCell<Integer> {

  AsyncIntCell(IntCell cell) {
    super(cell);
  }

  /** The newest value; the initial one while the key is unset. */
  public CompletableFuture<Integer> get() {
    return read();
  }

  public CompletableFuture<Void> set(int value) {
    return write(value);
  }

  /** Sets the value and gives the one before, atomically. */
  public CompletableFuture<Integer> getAndSet(int value) {
    return readAndWrite(value);
  }

  /** Sets the value if it is {@code expected}, and tells whether it was. */
  public CompletableFuture<Boolean> compareAndSet(int expected, int value) {
    return replace(expected, value);
  }

  /** Adds {@code delta}, whoever else adds meanwhile; gives the sum. */
  public CompletableFuture<Integer> add(int delta) {
    return add(Scalar.of(delta));
  }

  /**
   * Lowers the value to {@code bound} if it is higher, as {@code Math.min} does; gives the value
   * then. Nothing is written, and nobody woken, if it is as low already.
   */
  public CompletableFuture<Integer> accumulateMin(int bound) {
    return min(Scalar.of(bound));
  }

  /** Raises the value to {@code bound} if it is lower, as {@link #accumulateMin} lowers it. */
  public CompletableFuture<Integer> accumulateMax(int bound) {
    return max(Scalar.of(bound));
  }
}
