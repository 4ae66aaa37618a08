package dev.zproc.runtime;

import dev.zproc.runtime.failure.AccessDeniedException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wait.Failures;

/** Why the server has made no session for a child, as whoever spawned it is told. */
final class SpawnRefused {

  private SpawnRefused() {}

  static RuntimeException of(Call<?> call, Throwable cause) {
    if (cause instanceof EngineException.Closed closed && closed.here()) {
      return new ContextClosedException(
          Failures.CONTEXT_CLOSED + "; '" + call + "' cannot be spawned");
    }
    String what = call + " could not be spawned: " + cause.getMessage();
    // The message has all that an engine says, and its classes are not shown to users.
    Throwable shown = cause instanceof EngineException ? null : cause;
    if (cause instanceof EngineException.Rejected rejected) {
      return rejected.why() == EngineException.Rejected.Why.LIMIT
          ? new LimitExceededException(what, shown)
          : new IllegalStateException(what, shown);
    }
    if (cause instanceof EngineException.Denied) {
      return new AccessDeniedException(what, shown);
    }
    if (cause instanceof EngineException.NotStored) {
      return new StorageException(what, shown);
    }
    return new ServerGoneException(what, shown);
  }
}
