package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.StateEngine;

/** Commits as cells do: whatever the engine can't compute is worked out on this side. */
public final class Committing {

  private Committing() {}

  public static CommitResult commit(StateEngine engine, Commit commit) {
    return Commits.commit(engine, commit);
  }
}
