package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Primitives;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.wait.Calls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Commits: in one round trip where the engine computes, else in as many as it takes to work it out
 * here.
 *
 * <p>Threads: stateless.
 */
final class Commits {

  private Commits() {}

  static CommitResult commit(StateEngine engine, Commit commit) {
    if (engine.computes() || !Primitives.needs(commit)) {
      return Calls.get(engine.commit(commit));
    }
    Backoff backoff = new Backoff("a commit");
    while (true) {
      Primitives worked = workOut(commit, range -> Calls.get(engine.range(range, 0)).entries());
      CommitResult plain = Calls.get(engine.commit(worked.plain()));
      if (!worked.isConflict(plain)) {
        return worked.result(plain);
      }
      backoff.pauseUninterruptibly();
    }
  }

  /** Commits in a turn, which ends. */
  static CommitResult commit(StateEngine engine, Turn turn, Commit commit) {
    if (engine.computes() || !Primitives.needs(commit)) {
      return Calls.get(turn.commit(commit));
    }
    Primitives worked = workOut(commit, range -> Calls.get(turn.range(range)).entries());
    return worked.result(Calls.get(turn.commit(worked.plain())));
  }

  private static Primitives workOut(Commit commit, Function<KeyRange, List<Entry>> read) {
    Map<Bytes, Entry> found = new HashMap<>();
    for (KeyRange range : Primitives.reads(commit)) {
      for (Entry entry : read.apply(range)) {
        found.put(entry.key(), entry);
      }
    }
    try {
      return Primitives.of(commit, found);
    } catch (RuntimeException refused) {
      // As if the engine had refused it.
      return Calls.get(CompletableFuture.failedFuture(refused));
    }
  }
}
