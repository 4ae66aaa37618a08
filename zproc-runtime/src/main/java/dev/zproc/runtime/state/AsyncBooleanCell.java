package dev.zproc.runtime.state;

import java.util.concurrent.CompletableFuture;

/**
 * The asynchronous view of a {@link BooleanCell}: a call returns at once, and its future is
 * complete when the answer is there; in which order calls are done, and what bounds them, says
 * {@link dev.zproc.runtime.state}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class AsyncBooleanCell extends AbstractAsyncCell<Boolean> {

  AsyncBooleanCell(BooleanCell cell) {
    super(cell);
  }

  /** The newest value; the initial one while the key is unset. */
  public CompletableFuture<Boolean> get() {
    return read();
  }

  public CompletableFuture<Void> set(boolean value) {
    return write(value);
  }

  /** Sets the value and gives the one before, atomically. */
  public CompletableFuture<Boolean> getAndSet(boolean value) {
    return readAndWrite(value);
  }

  /** Sets the value if it is {@code expected}, and tells whether it was. */
  public CompletableFuture<Boolean> compareAndSet(boolean expected, boolean value) {
    return replace(expected, value);
  }
}
