package dev.zproc.runtime;

import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.internal.supervision.StartFailure;

/** Why a signal could not be sent, as whoever sends it is told. */
final class SignalRefused {

  private SignalRefused() {}

  static RuntimeException of(String signal, String child, Throwable cause) {
    if (cause instanceof UnsupportedOperationException) {
      return new UnsupportedOperationException(cause.getMessage(), cause);
    }
    if (cause instanceof OutOfMemoryError) {
      // The shell that sends it is there before the thread that waits for the shell.
      return new LimitExceededException(
          "it is not known whether "
              + signal
              + " was sent to '"
              + child
              + "': "
              + StartFailure.reason(cause),
          cause);
    }
    return new IllegalStateException(
        signal + " could not be sent to '" + child + "': " + StartFailure.reason(cause), cause);
  }
}
