package dev.zproc.runtime.testing;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.WatchListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a watch or a wait is told, for a test to take. */
public final class Recorder implements WatchListener, MatchListener {

  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  /** History began at {@code oldest}. */
  public record Gone(long oldest) {}

  @Override
  public void onEvent(CommitEvent event) {
    told.add(event);
  }

  @Override
  public void onMatch(Match match) {
    told.add(match);
  }

  @Override
  public void onGone(long oldestRevision) {
    told.add(new Gone(oldestRevision));
  }

  @Override
  public void onClosed(Throwable cause) {
    told.add(cause);
  }

  /** Takes the next of anything; fails after 20 seconds. */
  public Object next() {
    try {
      Object next = told.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was told within 20 s");
      }
      return next;
    } catch (InterruptedException asked) {
      throw new AssertionError(asked);
    }
  }

  /** Takes the next, which must be an event. */
  public CommitEvent event() {
    return (CommitEvent) next();
  }

  /** Takes the next, which must be a match. */
  public Match match() {
    return (Match) next();
  }

  /** Whether nothing is there to take now. */
  public boolean isEmpty() {
    return told.isEmpty();
  }
}
