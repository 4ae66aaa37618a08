package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.wire.Request;

/**
 * An open wait.
 *
 * <p>Threads: safe for use by many threads; what the server says comes from the channel's.
 */
final class WaitSubscription extends OpenSubscription {

  private final ConditionSpec spec;
  private final MatchListener listener;

  /** Up to where it has been evaluated; there, a change is none any more. */
  private long cursor;

  /**
   * Up to where everything has been told; -1 for nothing yet. A repeated wait that is opened anew
   * begins there, and whether it holds there is no news.
   */
  private long told = -1;

  WaitSubscription(
      OpenSubscriptions owner, ConditionSpec spec, long credit, MatchListener listener) {
    super(owner, credit);
    this.spec = spec;
    this.listener = listener;
    this.cursor = spec.from();
  }

  @Override
  Request open(long id, long credit) {
    return new Request.Await(id, spec.at(cursor, spec.skipOrigin()), credit, waitedMillis());
  }

  @Override
  void begin(long revision) {
    if (cursor == 0) {
      cursor = revision;
    }
  }

  @Override
  void advance(long revision) {
    cursor = Math.max(cursor, revision);
    told = Math.max(told, revision);
  }

  void match(Match match) {
    synchronized (this) {
      if (spec.repeat() && match.revision() <= told) {
        giveBack();
        return;
      }
      if (!take()) {
        return;
      }
      told = match.revision();
      cursor = Math.max(cursor, match.revision());
      if (!spec.repeat()) {
        end();
      }
    }
    listener.onMatch(match);
  }

  @Override
  void opened() {
    listener.onOpened();
  }

  @Override
  void gone(long oldest) {
    listener.onGone(oldest);
  }

  @Override
  void closed(Throwable cause) {
    listener.onClosed(cause);
  }
}
