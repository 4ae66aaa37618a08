package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.engine.EngineException;
import java.io.IOException;

/** Says why a process could not be started. */
final class StartFailure {

  private StartFailure() {}

  /** Whether the server is there, and has made no session: it said no, or its disk is full. */
  static boolean isRefusal(Throwable failure) {
    return failure instanceof EngineException.Rejected
        || failure instanceof EngineException.NotStored;
  }

  /** One sentence, and what to do where that is not plain from it. */
  static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    if (thrown instanceof OutOfMemoryError && message != null && message.contains("thread")) {
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
