package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Slot;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Knows which keys a thread is computing new values of, inside a function that the user gave to
 * {@code update}, {@code compute} and the like. Such a function may read whatever it likes and
 * write other keys, though that may have to wait until a turn that it has is over; but not the one
 * that it computes: that would undo, or wait for, itself. As in a {@link
 * java.util.concurrent.ConcurrentHashMap} it is refused.
 *
 * <p>Threads: each has a stack of its own.
 */
final class Computing {

  private static final ThreadLocal<@Nullable Computing> INNERMOST = new ThreadLocal<>();

  private final StateEngine engine;
  private final Bytes key;
  private final Slot<?> slot;
  private final @Nullable Computing outer;

  /**
   * If it stays behind, since the stack has overflowed as it was removed, it counts for nothing.
   */
  private boolean over;

  private Computing(StateEngine engine, Bytes key, Slot<?> slot, @Nullable Computing outer) {
    this.engine = engine;
    this.key = key;
    this.slot = slot;
    this.outer = outer;
  }

  /** What {@code function} makes of {@code before}, the value of {@code key}. */
  static <T extends @Nullable Object> T apply(
      StateEngine engine, Bytes key, Slot<?> slot, UnaryOperator<T> function, T before) {
    check(engine, key);
    Computing outer = innermost();
    Computing mine = new Computing(engine, key, slot, outer);
    try {
      INNERMOST.set(mine);
      return function.apply(before);
    } finally {
      mine.over = true; // which takes no call
      if (outer == null) {
        INNERMOST.remove();
      } else {
        INNERMOST.set(outer);
      }
    }
  }

  private static @Nullable Computing innermost() {
    Computing innermost = INNERMOST.get();
    while (innermost != null && innermost.over) {
      innermost = innermost.outer;
    }
    return innermost;
  }

  /** Whether this thread is in such a function. */
  static boolean isUnderway() {
    return innermost() != null;
  }

  /**
   * Refuses a write of {@code key} inside the function that computes it.
   *
   * @throws IllegalStateException if this thread is in such a function
   */
  static void check(StateEngine engine, Bytes key) {
    refuse(engine, computed -> computed.equals(key));
  }

  /** The same for whatever {@code commit} writes. */
  static void check(StateEngine engine, Commit commit) {
    if (isUnderway()) {
      for (Operation operation : commit.operations()) {
        refuse(engine, computed -> writes(operation, computed));
      }
    }
  }

  private static boolean writes(Operation operation, Bytes key) {
    if (operation instanceof Operation.Put put) {
      return put.key().equals(key);
    } else if (operation instanceof Operation.Delete delete) {
      return delete.key().equals(key);
    } else if (operation instanceof Operation.DeleteRange range) {
      return range.range().contains(key);
    }
    return operation instanceof Operation.Computed computed && computed.key().equals(key);
  }

  private static void refuse(StateEngine engine, Predicate<Bytes> written) {
    for (Computing each = innermost(); each != null; each = each.outer) {
      if (each.engine == engine && written.test(each.key)) {
        throw new IllegalStateException(
            "recursive update: the function that computes "
                + (each.slot.isMap() ? "an entry of " : "")
                + each.slot
                + " writes it itself; return the new value instead");
      }
    }
  }
}
