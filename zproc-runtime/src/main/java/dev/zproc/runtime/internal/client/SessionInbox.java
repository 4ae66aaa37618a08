package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What the server keeps for a session until it has seen it: words from children and parent, and the
 * matches of the wait it was born with.
 *
 * <p>Threads: safe for use by many threads. Listeners are called by the channel's thread, but for
 * what came before they were there, which the thread that brings them tells.
 */
final class SessionInbox {

  private final Channel channel;

  /** What came before the listener that it is for; bounded by what the server keeps unseen. */
  private final Deque<Push> early = new ArrayDeque<>();

  private @Nullable SessionListener listener;
  private @Nullable MatchListener matches;
  private @Nullable EngineException ended;
  private @Nullable Runnable whenEnded;
  private long matchesAllowed;

  SessionInbox(Channel channel) {
    this.channel = channel;
  }

  // The lock is held while listeners are called, so that what came early is told first.

  synchronized void listen(SessionListener added) {
    if (listener != null) {
      throw new IllegalStateException("there is a listener already");
    }
    listener = added;
    tellEarly();
    EngineException cause = ended;
    if (cause != null) {
      OpenSubscriptions.safely(() -> added.closed(cause));
    }
  }

  synchronized Subscription birthMatches(MatchListener added) {
    if (matches != null) {
      throw new IllegalStateException("the matches of the birth are delivered already");
    }
    matches = added;
    tellEarly();
    if (ended != null) {
      added.onClosed(ended);
    }
    return new BirthSubscription();
  }

  synchronized void push(Push push) {
    if (!told(push)) {
      early.add(push);
    }
  }

  synchronized void reopen() {
    if (matchesAllowed > 0) {
      channel.submit(new Request.BirthCredit(matchesAllowed));
    }
  }

  synchronized void whenEnded(Runnable action) {
    whenEnded = action;
    if (ended != null) {
      action.run();
    }
  }

  /** The channel has ended. May be called again if it throws, for want of memory. */
  synchronized void closed(EngineException cause) {
    ended = cause;
    try {
      Runnable told = whenEnded;
      if (told != null) {
        OpenSubscriptions.safely(told);
      }
    } finally {
      tellClosed(cause);
    }
  }

  private void tellClosed(EngineException cause) {
    try {
      MatchListener waiting = matches;
      if (waiting != null) {
        OpenSubscriptions.safely(() -> waiting.onClosed(cause));
      }
    } finally {
      SessionListener to = listener;
      if (to != null) {
        OpenSubscriptions.safely(() -> to.closed(cause));
      }
    }
  }

  private void tellEarly() {
    if (!early.isEmpty()) {
      early.removeIf(this::told);
    }
  }

  private boolean told(Push push) {
    if (push instanceof Push.BirthMatch || push instanceof Push.BirthGone) {
      MatchListener to = matches;
      if (to != null) {
        OpenSubscriptions.safely(() -> tellMatch(to, push));
      }
      return to != null;
    }
    SessionListener to = listener;
    if (to != null) {
      OpenSubscriptions.safely(() -> tellRelative(to, push));
    }
    return to != null;
  }

  private static void tellMatch(MatchListener to, Push push) {
    if (push instanceof Push.BirthMatch match) {
      to.onMatch(match.match());
    } else if (push instanceof Push.BirthGone gone) {
      to.onGone(gone.oldest());
    }
  }

  private static void tellRelative(SessionListener to, Push push) {
    if (push instanceof Push.FromChild note) {
      to.fromChild(note.child(), note.kind(), note.payload());
    } else if (push instanceof Push.ChildOutcome outcome) {
      to.outcome(outcome.child(), outcome.payload());
    } else if (push instanceof Push.FromParent told) {
      to.fromParent(told.kind(), told.payload());
    }
  }

  /** The wait of the birth; its credit is a total, so that it can be said again. */
  private final class BirthSubscription implements Subscription {

    @Override
    public void request(long events) {
      if (events <= 0) {
        throw new IllegalArgumentException("at least one match must be requested, not " + events);
      }
      synchronized (SessionInbox.this) {
        matchesAllowed = matchesAllowed + events < 0 ? Long.MAX_VALUE : matchesAllowed + events;
        channel.submit(new Request.BirthCredit(matchesAllowed));
      }
    }

    @Override
    public void cancel() {
      channel.submit(new Request.BirthCancel());
    }
  }
}
