package dev.zproc.runtime.state;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The asynchronous view of a {@link ListCell}: a call returns at once, and its future is complete
 * when the answer is there; in which order calls are done, and what bounds them, says {@link
 * dev.zproc.runtime.state}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class AsyncListCell<E> extends AbstractAsyncCell<List<E>> {

  private final ListCell<E> list;

  AsyncListCell(ListCell<E> list) {
    super(list);
    this.list = list;
  }

  /** The newest list; the initial one while the key is unset. */
  public CompletableFuture<List<E>> get() {
    return read();
  }

  /** Sets the list. */
  public CompletableFuture<Void> set(List<E> value) {
    return write(value);
  }

  /** Sets the list and gives the one before, atomically. */
  public CompletableFuture<List<E>> getAndSet(List<E> value) {
    return readAndWrite(value);
  }

  /**
   * Sets the list if it equals {@code expected}, and tells whether it did. It keeps its place in
   * the order of the calls, unless the list equals {@code expected} in another encoded form.
   */
  public CompletableFuture<Boolean> compareAndSet(List<E> expected, List<E> value) {
    return replace(expected, value);
  }

  /** Adds {@code element} at the end, whoever else does meanwhile. The list is not sent. */
  public CompletableFuture<Void> append(E element) {
    return append(element, Integer.MAX_VALUE);
  }

  /**
   * The same, and then drops elements from the beginning until there are {@code cap} at most.
   *
   * @param cap 1 or more
   */
  public CompletableFuture<Void> append(E element, int cap) {
    return run(list.appending(element, cap));
  }
}
