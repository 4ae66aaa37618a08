package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Matches that a server finds. They are asked for one at a time, so that a live wait is evaluated
 * when somebody is there to take the answer.
 *
 * <p>Threads: not safe; used by the thread that waits.
 */
public final class ServerMatches implements MatchFeed {

  private final StateEngine engine;
  private final Arrived matches;
  private final Subscription subscription;
  private final boolean once;
  private boolean requested;
  private boolean ended;

  /**
   * @param opener opens the wait, in whose name nothing comes before it is requested
   * @param once whether there is one match only
   */
  public ServerMatches(
      StateEngine engine, Function<MatchListener, Subscription> opener, boolean once) {
    this.engine = engine;
    this.once = once;
    matches = new Arrived(engine.lead());
    matches.opened(); // it was open before this process was there
    subscription = opener.apply(matches);
  }

  @Override
  public @Nullable Found next(Deadline deadline, String awaited) {
    if (ended) {
      throw new IllegalStateException("'" + awaited + "' was waited for once, and has held");
    }
    if (!requested) {
      requested = true;
      subscription.request(1);
    }
    Match match = take(deadline, "'" + awaited + "'");
    if (match == null) {
      return null;
    }
    requested = false;
    ended = once;
    return new Found(match.revision(), View.of(match.captured()));
  }

  private @Nullable Match take(Deadline deadline, String awaited) {
    try {
      Match match = matches.take(deadline, awaited);
      if (match == null) {
        // What held before this process asked may still be on its way: it comes before an answer.
        Calls.get(engine.range(Failures.NOTHING, 0));
        Calls.get(engine.range(Failures.NOTHING, 0));
        match = matches.poll();
      }
      return match;
    } catch (HistoryGoneException told) {
      throw Calls.get(Failures.goneByNow(engine, told));
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      subscription.cancel();
    }
  }

  private static final class Arrived extends Mailbox<Match> implements MatchListener {

    Arrived(Lead lead) {
      super(lead);
    }

    @Override
    public void onMatch(Match match) {
      put(match);
    }
  }
}
