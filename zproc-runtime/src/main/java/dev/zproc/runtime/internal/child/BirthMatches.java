package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.spi.WaitPlan;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The matches of the wait that the spawner registered in this child's name before it forked it; one
 * is asked for at a time.
 *
 * <p>Threads: used by the main thread of the child; fed by the thread of the link.
 */
final class BirthMatches implements MatchListener {

  private final WaitPlan plan;

  /** A {@link Match}, or the exception that ends the wait; one at most, as one is asked for. */
  private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

  private final Subscription subscription;

  BirthMatches(EngineSession session, WaitPlan plan) {
    this.plan = plan;
    this.subscription = session.birthMatches(this);
  }

  /** Returns the next match; waits as long as the plan allows. */
  Match next() {
    subscription.request(1);
    try {
      Object next =
          plan.timeoutMillis() == 0
              ? arrived.take()
              : arrived.poll(plan.timeoutMillis(), TimeUnit.MILLISECONDS);
      if (next instanceof Match match) {
        return match;
      }
      throw next == null ? timedOut(plan) : (RuntimeException) next;
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for " + plan.source(), e);
    }
  }

  static WaitTimeoutException timedOut(WaitPlan plan) {
    return new WaitTimeoutException(
        "\"" + plan.source() + "\" has not come true within " + plan.timeoutMillis() + " ms");
  }

  @Override
  public void onMatch(Match match) {
    arrived.add(match);
  }

  @Override
  public void onGone(long oldestRevision) {
    arrived.add(
        new HistoryGoneException(
            "History no longer reaches back to where the wait for \""
                + plan.source()
                + "\" stands; it begins at revision "
                + oldestRevision,
            oldestRevision));
  }

  @Override
  public void onClosed(Throwable cause) {
    arrived.add(new ServerGoneException("the state server is gone: " + cause.getMessage(), cause));
  }
}
