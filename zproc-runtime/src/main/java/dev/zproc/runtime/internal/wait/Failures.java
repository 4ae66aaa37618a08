package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.OutcomeUnknownException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.internal.engine.EngineException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Turns what an engine fails with into what users catch. */
public final class Failures {

  private Failures() {}

  public static RuntimeException of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof EngineException.Gone gone) {
      return historyGone(gone.oldest());
    } else if (cause instanceof EngineException.Rejected) {
      return new LimitExceededException(String.valueOf(cause.getMessage()), cause);
    } else if (cause instanceof EngineException.Closed closed) {
      String message = String.valueOf(cause.getMessage());
      return closed.here()
          ? new ContextClosedException(message, cause)
          : new ServerGoneException(message, cause);
    } else if (cause instanceof EngineException.OutcomeUnknown) {
      return new OutcomeUnknownException(String.valueOf(cause.getMessage()), cause);
    } else if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    } else if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("the state engine failed: " + cause, cause);
  }

  public static HistoryGoneException historyGone(long oldest) {
    return new HistoryGoneException(
        "history begins at revision "
            + oldest
            + " by now; begin there, read a snapshot, or keep more history (historyRevisions,"
            + " historyBytes)",
        oldest);
  }
}
