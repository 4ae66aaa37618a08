package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.store.Decision;
import dev.zproc.runtime.internal.store.Store;

/**
 * The one way by which commits reach the store: each is decided, and then applied. What makes
 * commits last, of which this server has nothing, stands between the two: it is given the decisions
 * of a turn of the {@link ServerLoop} as a batch, and those that it has taken are applied. Until
 * then nobody is told: replies wait as those of parked commits do, and what is applied is published
 * and said at the end of a turn.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Commits {

  private final Store store;

  Commits(Store store) {
    this.store = store;
  }

  /**
   * Makes a commit.
   *
   * @throws dev.zproc.runtime.internal.engine.EngineException.Rejected if it cannot be
   */
  CommitResult make(long session, Commit commit) {
    Decision decision = store.decide(commit);
    return store.apply(session, decision);
  }
}
