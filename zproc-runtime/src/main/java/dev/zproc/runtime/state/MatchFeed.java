package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.Deadline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revisions at which a condition holds, one by one.
 *
 * <p>Threads: not safe; used by the thread that waits.
 */
interface MatchFeed extends AutoCloseable {

  /** Waits for the next match; null at the deadline. */
  @Nullable Found next(Deadline deadline, String awaited);

  @Override
  void close();

  /** A feed from the engine, if it evaluates conditions; else from a watch, evaluated here. */
  static MatchFeed open(StateEngine engine, ConditionSpec spec) {
    Optional<StateEngine.Conditions> conditions = engine.conditions();
    return conditions.isPresent()
        ? new EngineMatches(conditions.get(), spec)
        : new LocalMatches(engine, spec, (id, view) -> false, true);
  }
}
