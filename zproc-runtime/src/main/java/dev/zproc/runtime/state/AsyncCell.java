package dev.zproc.runtime.state;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous view of a {@link Cell}: a call returns at once, and its future is complete when
 * the answer is there; in which order calls are done, and what bounds them, says {@link
 * dev.zproc.runtime.state}.
 *
 * <p>Values are encoded by the thread that calls, and decoded by the one that looks at the future
 * first.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class AsyncCell<T extends @Nullable Object> extends AbstractAsyncCell<T> {

  AsyncCell(Cell<T> cell) {
    super(cell);
  }

  /** The newest value; the initial one while the key is unset, which is null of a nullable key. */
  public CompletableFuture<T> get() {
    return read();
  }

  /**
   * Sets the value; null unsets a nullable key.
   *
   * @throws NullPointerException at once, if the value is null and the key not nullable
   */
  public CompletableFuture<Void> set(T value) {
    return write(value);
  }

  /** Sets the value and gives the one before, atomically. */
  public CompletableFuture<T> getAndSet(T value) {
    return readAndWrite(value);
  }

  /**
   * Sets the value if it equals {@code expected}, and tells whether it did. It keeps its place in
   * the order of the calls, unless the value equals {@code expected} in another encoded form.
   */
  public CompletableFuture<Boolean> compareAndSet(T expected, T value) {
    return replace(expected, value);
  }
}
