package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How a task ended, for good. */
public sealed interface TaskEnd {

  /** About how many bytes it takes, as far as they may be many. */
  default int size() {
    return 0;
  }

  /**
   * Its method returned.
   *
   * @param array where the encoded result is, from {@code from} until {@code to}; null if there is
   *     none
   */
  record Returned(byte @Nullable [] array, int from, int to) implements TaskEnd {

    /** The encoded result is all of an array, or null. */
    public Returned(byte @Nullable [] result) {
      this(result, 0, result == null ? 0 : result.length);
    }

    /** How many bytes the result has. */
    @Override
    public int size() {
      return to - from;
    }

    /** The encoded result; null if there is none. */
    public byte @Nullable [] result() {
      byte[] all = array;
      return all == null || size() == all.length ? all : Arrays.copyOfRange(all, from, to);
    }

    @Override
    public String toString() {
      return "returned";
    }
  }

  /**
   * Its method threw, or its worker has not survived it.
   *
   * @param end what became of the method, or of the worker's process
   * @param attempts how many workers it has been given to
   * @param pid of the last of them, or -1
   * @param stderr the end of what that one wrote there; empty if it lives
   */
  record Failed(ChildEnd end, int attempts, long pid, String stderr) implements TaskEnd {

    @Override
    public int size() {
      int size = stderr.length();
      if (end instanceof ChildEnd.Threw threw) {
        String message = threw.message();
        size += threw.stack().length() + (message == null ? 0 : message.length());
      }
      return size;
    }
  }

  /** It was cancelled, whether or not it had begun. */
  record Cancelled() implements TaskEnd {}

  /** The swarm itself could not go on. */
  record Broken(String why) implements TaskEnd {}
}
