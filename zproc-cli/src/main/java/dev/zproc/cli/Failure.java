package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.EngineException;
import java.util.concurrent.ExecutionException;

/** Why a command was not done, in words for whoever has typed it, with the exit code for that. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  /** What a server has refused, or has not answered any more. */
  static RuntimeException of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof EngineException.Denied) {
      return new Failure(ExitCode.DENIED, message);
    } else if (cause instanceof EngineException.Closed
        || cause instanceof EngineException.OutcomeUnknown) {
      return new Failure(ExitCode.NO_ANSWER, message);
    } else if (cause instanceof EngineException.Rejected rejected
        && rejected.why() != EngineException.Rejected.Why.DEFECT) {
      return new Failure(ExitCode.BAD_KEY, message);
    } else if (cause instanceof EngineException) {
      return new Failure(ExitCode.FAILED, message);
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }
}
