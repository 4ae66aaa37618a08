package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
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

  private final Arrived matches = new Arrived();
  private final Subscription subscription;
  private final boolean once;
  private boolean requested;
  private boolean ended;

  /**
   * @param opener opens the wait, in whose name nothing comes before it is requested
   * @param once whether there is one match only
   */
  public ServerMatches(Function<MatchListener, Subscription> opener, boolean once) {
    this.once = once;
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
    Match match = matches.take(deadline, "'" + awaited + "'");
    if (match == null) {
      return null;
    }
    requested = false;
    ended = once;
    return new Found(match.revision(), View.of(match.captured()));
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      subscription.cancel();
    }
  }

  private static final class Arrived extends Mailbox<Match> implements MatchListener {

    @Override
    public void onMatch(Match match) {
      put(match);
    }
  }
}
