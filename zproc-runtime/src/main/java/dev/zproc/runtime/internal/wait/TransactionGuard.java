package dev.zproc.runtime.internal.wait;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a thread runs a transaction, in which it may do nothing to the state but through
 * the draft: what reads, writes or waits on its own asks here before it begins.
 *
 * <p>Threads: each has a mark of its own.
 */
public final class TransactionGuard {

  private static final ThreadLocal<@Nullable Mark> INSIDE = new ThreadLocal<>();

  private TransactionGuard() {}

  /**
   * Stays behind if the stack overflows as it is removed, and then counts for nothing: to say that
   * it is over takes no call.
   */
  private static final class Mark {
    private boolean over;
  }

  /**
   * Runs an attempt at a transaction on this thread.
   *
   * @throws IllegalStateException if it is in one
   */
  public static <T extends @Nullable Object> T inside(Supplier<? extends T> body) {
    if (isInside()) {
      throw new IllegalStateException(
          "a transaction cannot begin inside another; use the draft of the outer one");
    }
    Mark mark = new Mark();
    try {
      INSIDE.set(mark);
      return body.get();
    } finally {
      mark.over = true;
      INSIDE.remove();
    }
  }

  private static boolean isInside() {
    Mark mark = INSIDE.get();
    return mark != null && !mark.over;
  }

  /**
   * Refuses what would be no part of the transaction that this thread is in.
   *
   * @throws IllegalStateException if it is in one
   */
  public static void forbid() {
    if (isInside()) {
      throw new IllegalStateException(
          "this is no part of the transaction that is running on this thread; inside"
              + " atomically(...) read and write through the draft only, and wait before or after");
    }
  }
}
