package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Commits that nobody waits for and that somebody hangs on all the same: a disk that is full for a
 * moment must not leave behind what says that something goes on, since others wait for its end.
 */
final class Again {

  /** After which time it is tried again to store something, where there was no room. */
  static final long MILLIS = 1_000;

  private Again() {}

  /** Runs it after that time, in a thread that may wait. */
  static void later(Runnable attempt) {
    CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS, CallbackThreads.SHARED)
        .execute(attempt);
  }

  /**
   * Commits until it is done or the engine is closed; does not wait for that. So it may happen
   * twice, and later than what is asked for after it.
   */
  static void untilDone(StateEngine engine, Commit commit) {
    engine
        .commit(commit)
        .whenComplete(
            (committed, refused) -> {
              if (refused != null && !(refused instanceof EngineException.Closed)) {
                later(() -> untilDone(engine, commit));
              }
            });
  }
}
