package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An open watch whose commits are taken one by one, with a window of them on the way.
 *
 * <p>Threads: safe for use by many threads; each commit goes to one of them.
 */
public final class Feed implements AutoCloseable {

  private final Arrived events;
  private final Subscription subscription;
  private final StateEngine engine;
  private final boolean limited;

  /** How many were taken since it was known that no more were waiting at the engine. */
  private final AtomicInteger taken = new AtomicInteger();

  private volatile boolean closed;

  /**
   * @param window how many commits may be on the way; of a watch with a limit, all of them
   */
  public Feed(StateEngine engine, WatchSpec spec, int window) {
    TransactionGuard.forbid();
    this.engine = engine;
    events = new Arrived(engine.lead());
    limited = spec.limit() > 0;
    subscription = engine.watch(spec, window, events);
  }

  /**
   * Waits for the next commit; null at the deadline, if there is none by then.
   *
   * @throws HistoryGoneException if history no longer reaches back to it; with the oldest revision
   *     that there is now
   */
  public @Nullable CommitEvent next(Deadline deadline, String awaited) {
    try {
      CommitEvent event = events.take(deadline, awaited);
      return took(event == null && isBehind() ? left() : event);
    } catch (HistoryGoneException told) {
      throw Calls.get(Failures.goneByNow(engine, told));
    }
  }

  /** Whether more may have been waiting than come at once. */
  private boolean isBehind() {
    return !limited && taken.get() >= Subscription.AT_ONCE;
  }

  /**
   * The next of those, which may be on its way. The first answer says that the credit has arrived,
   * and that there is room; what it lets out comes before the third.
   */
  private @Nullable CommitEvent left() {
    for (int i = 0; i < 3; i++) {
      Calls.get(engine.range(Failures.NOTHING, 0));
    }
    CommitEvent event = events.poll();
    if (event == null) {
      taken.set(0);
    }
    return event;
  }

  private @Nullable CommitEvent took(@Nullable CommitEvent event) {
    if (event != null && !limited) {
      taken.incrementAndGet();
      subscription.request(1);
    }
    return event;
  }

  /** The next commit if it has arrived. */
  public @Nullable CommitEvent poll() {
    return took(events.poll());
  }

  /** Whether all has been taken that will ever come. */
  public boolean isOver() {
    return events.isOver();
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

    Arrived(Lead lead) {
      super(lead);
    }

    @Override
    public void onEvent(CommitEvent event) {
      put(event);
    }

    @Override
    public void onOpened() {
      opened();
    }
  }
}
