package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import org.jspecify.annotations.Nullable;

/**
 * An open watch whose commits are taken one by one, with a window of them on the way.
 *
 * <p>Threads: safe for use by many threads; each commit goes to one of them.
 */
public final class Feed implements AutoCloseable {

  private final Arrived events = new Arrived();
  private final Subscription subscription;
  private final boolean limited;
  private volatile boolean closed;

  /**
   * @param window how many commits may be on the way; of a watch with a limit, all of them
   */
  public Feed(StateEngine engine, WatchSpec spec, int window) {
    TransactionGuard.forbid();
    limited = spec.limit() > 0;
    subscription = engine.watch(spec, window, events);
  }

  /** Waits for the next commit; null at the deadline. */
  public @Nullable CommitEvent next(Deadline deadline, String awaited) {
    CommitEvent event = events.take(deadline, awaited);
    if (event != null && !limited) {
      subscription.request(1);
    }
    return event;
  }

  /** The next commit if it has arrived. */
  public @Nullable CommitEvent poll() {
    CommitEvent event = events.poll();
    if (event != null && !limited) {
      subscription.request(1);
    }
    return event;
  }

  /** Ends the watch; whoever waits fails with {@code reason}. */
  public void close(RuntimeException reason) {
    events.end(reason);
    close();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      subscription.cancel();
    }
  }

  private static final class Arrived extends Mailbox<CommitEvent> implements WatchListener {

    @Override
    public void onEvent(CommitEvent event) {
      put(event);
    }
  }
}
