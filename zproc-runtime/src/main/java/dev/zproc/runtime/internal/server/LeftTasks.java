package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what processes that have ended have left in the state.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class LeftTasks {

  private final Store store;
  private final Commits commits;

  LeftTasks(Store store, Commits commits) {
    this.store = store;
    this.commits = commits;
  }

  /** Nobody waits for tasks whose swarm has ended with its process. */
  void drop(Session session) {
    drop(session.id, Keys.tasksOf(session.id));
  }

  /** The state is that of another root, whose swarms and sessions have ended with it. */
  void dropAll() {
    drop(Sessions.ROOT, Keys.tasks(""));
    drop(Sessions.ROOT, Keys.sessions());
  }

  private void drop(long session, KeyRange range) {
    commits.after(session, () -> Refusals.orLater(() -> dropNow(session, range)));
  }

  private @Nullable Reply dropNow(long session, KeyRange range) {
    if (!store.range(range, 0).entries().isEmpty()) {
      Operation drop = new Operation.DeleteRange(range);
      commits.make(session, Commit.of(Commit.Results.NONE, drop), told -> {});
    }
    return null;
  }
}
