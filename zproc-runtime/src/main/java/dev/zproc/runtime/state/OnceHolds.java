package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a criterion without a thread.
 *
 * <p>Threads: called by the engine's thread.
 */
final class OnceHolds implements MatchListener {

  private final StateEngine engine;
  private final Criterion criterion;
  private final String label;
  private final Runnable then;

  private @Nullable Subscription subscription;
  private boolean cancelled;

  private OnceHolds(StateEngine engine, Criterion criterion, String label, Runnable then) {
    this.engine = engine;
    this.criterion = criterion;
    this.label = label;
    this.then = then;
  }

  /** Returns what ends the wait. */
  static Runnable await(
      StateEngine engine, Criterion criterion, String label, long revision, Runnable then) {
    OnceHolds wait = new OnceHolds(engine, criterion, label, then);
    wait.open(revision);
    return wait::cancel;
  }

  private synchronized void open(long revision) {
    if (!cancelled) {
      subscription =
          engine.await(
              new ConditionSpec(criterion, revision, 0, false, false, List.of(), label), 1, this);
    }
  }

  private synchronized void cancel() {
    cancelled = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onMatch(Match match) {
    then.run();
  }

  @Override
  public void onGone(long oldestRevision) {
    open(0);
  }

  @Override
  public void onClosed(Throwable cause) {
    // Who waits for the child hears of it by other means.
  }
}
