package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.engine.EngineException;
import java.io.IOException;

/**
 * Says why a process could not be started, or what else takes one or a thread could not be done.
 */
public final class StartFailure {

  private StartFailure() {}

  /** Whether the server is there, and has made no session: it said no, or its disk is full. */
  static boolean isRefusal(Throwable failure) {
    return failure instanceof EngineException.Rejected
        || failure instanceof EngineException.NotStored;
  }

  /** Whether the system has refused a thread, of which there is one error for this and the next. */
  public static boolean isNoThread(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown instanceof OutOfMemoryError && message != null && message.contains("thread");
  }

  /** Whether there is no memory left, which concerns all of the process. */
  public static boolean isFullHeap(Throwable thrown) {
    return thrown instanceof OutOfMemoryError && !isNoThread(thrown);
  }

  /** One sentence, and what to do where that is not plain from it. */
  public static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    if (isNoThread(thrown)) {
      return "the system refuses another thread to this process ("
          + message
          + "); look at its limits on threads and processes (ulimit -u, pids.max of the container)";
    }
    if (thrown instanceof OutOfMemoryError) {
      return "the heap of this process is full (" + message + "); give it more with -Xmx";
    }
    boolean ours = thrown instanceof IOException || thrown instanceof RuntimeException;
    return ours && message != null ? message : thrown.toString();
  }
}
