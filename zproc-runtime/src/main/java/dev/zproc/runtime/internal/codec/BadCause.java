package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.KryoException;
import dev.zproc.runtime.failure.BadValueException;
import org.jspecify.annotations.Nullable;

/** What a value or its bytes were found to be bad for: for what they are, or for the moment. */
public final class BadCause {

  /** More causes than any failure has, so that a chain of them which is a ring ends. */
  private static final int MAX_CAUSES = 50;

  private BadCause() {}

  /**
   * Whether what has failed so fails again, whenever and wherever it is tried. That goes for what
   * is found in the bytes; not for an error, as of a stack or a heap that is full, and not for what
   * code of the user's throws, which may be about anything.
   */
  public static boolean lasts(BadValueException e) {
    @Nullable Throwable cause = e;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (!(cause instanceof KryoException
          || cause instanceof IllegalArgumentException
          || cause instanceof BadValueException)) {
        return false;
      }
      cause = cause.getCause();
    }
    return true;
  }

  /** Throws {@code e} if the stack of the thread was full, and nothing else is known. */
  public static void throwOverflow(RuntimeException e) {
    @Nullable Throwable cause = e;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof StackOverflowError) {
        throw e;
      }
      cause = cause.getCause();
    }
  }
}
