package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.AccessDeniedException;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.OutcomeUnknownException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Turns what an engine fails with into what users catch. The message has all of it; what an engine
 * fails with is no cause of it, since no class of ours that is internal is shown to users.
 */
public final class Failures {

  /** A range without keys, for what is asked only to be answered. */
  static final KeyRange NOTHING = KeyRange.single(Bytes.EMPTY);

  private Failures() {}

  public static RuntimeException of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof EngineException.Gone gone) {
      return historyGone(gone.oldest());
    } else if (cause instanceof EngineException.Rejected rejected) {
      return refused(rejected);
    } else if (cause instanceof EngineException.Denied) {
      return new AccessDeniedException(String.valueOf(cause.getMessage()), null);
    } else if (cause instanceof EngineException.Closed closed) {
      String message = String.valueOf(cause.getMessage());
      return closed.here()
          ? new ContextClosedException(message, null)
          : new ServerGoneException(message, null);
    } else if (cause instanceof EngineException.NotStored) {
      return new StorageException(String.valueOf(cause.getMessage()), null);
    } else if (cause instanceof EngineException.OutcomeUnknown) {
      return new OutcomeUnknownException(String.valueOf(cause.getMessage()), null);
    } else if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    } else if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("the state engine failed: " + cause, cause);
  }

  private static RuntimeException refused(EngineException.Rejected rejected) {
    String message = String.valueOf(rejected.getMessage());
    return switch (rejected.why()) {
      case LIMIT -> new LimitExceededException(message, null);
      case VALUE -> new BadValueException(message, null);
      case REQUEST -> new IllegalArgumentException(message);
      case DEFECT -> new IllegalStateException("a bug in zproc: " + message);
    };
  }

  /**
   * The same for a watch that was told so some time ago: names the oldest revision that there is
   * now. One round trip; never fails.
   */
  public static CompletableFuture<HistoryGoneException> goneByNow(
      StateEngine engine, HistoryGoneException told) {
    long oldest = told.oldestRevision();
    return engine
        .range(NOTHING, Math.max(1, oldest - 1))
        .handle(
            (found, failure) ->
                failure != null && of(failure) instanceof HistoryGoneException now
                    ? historyGone(Math.max(oldest, now.oldestRevision()))
                    : historyGone(oldest));
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
