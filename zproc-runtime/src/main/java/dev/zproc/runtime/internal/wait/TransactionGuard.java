package dev.zproc.runtime.internal.wait;

import org.jspecify.annotations.Nullable;

/**
 * Knows whether a thread runs a transaction, in which it may do nothing to the state but through
 * the draft: what reads, writes or waits on its own asks here before it begins.
 *
 * <p>Threads: each has a mark of its own.
 */
public final class TransactionGuard {

  private static final ThreadLocal<@Nullable Boolean> INSIDE = new ThreadLocal<>();

  private TransactionGuard() {}

  /**
   * A transaction begins on this thread.
   *
   * @throws IllegalStateException if it is in one
   */
  public static void enter() {
    if (INSIDE.get() != null) {
      throw new IllegalStateException(
          "a transaction cannot begin inside another; use the draft of the outer one");
    }
    INSIDE.set(true);
  }

  /** The transaction has ended. */
  public static void leave() {
    INSIDE.remove();
  }

  /**
   * Refuses what would be no part of the transaction that this thread is in.
   *
   * @throws IllegalStateException if it is in one
   */
  public static void forbid() {
    if (INSIDE.get() != null) {
      throw new IllegalStateException(
          "this is no part of the transaction that is running on this thread; inside"
              + " atomically(...) read and write through the draft only, and wait before or after");
    }
  }
}
