package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber gets. Of events that it has not asked for yet, the newest are kept; if older
 * ones had to go, {@link ChildEvent.Missed} stands in their place.
 *
 * <p>Threads: safe for use by many threads. The subscriber is called on the executor, one call at a
 * time.
 */
final class EventDelivery implements Flow.Subscription, Runnable {

  /** How many events are kept for a subscriber that is slow. */
  static final int KEPT = 1_024;

  private final Executor executor;
  private final ChildEvents events;

  // Guarded by this.
  private final ArrayDeque<ChildEvent> kept = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super ChildEvent> subscriber;
  private @Nullable ChildEvent lastMissed;
  private long missed;
  private long demand;
  private boolean begun;
  private boolean running;
  private boolean ended;
  private @Nullable Throwable failure;

  EventDelivery(
      Flow.Subscriber<? super ChildEvent> subscriber, Executor executor, ChildEvents events) {
    this.subscriber = subscriber;
    this.executor = executor;
    this.events = events;
  }

  void add(ChildEvent event) {
    synchronized (this) {
      if (subscriber == null || ended) {
        return;
      }
      if (kept.size() == KEPT) {
        lastMissed = kept.remove();
        missed++;
      }
      kept.add(event);
    }
    wake();
  }

  /** After what is kept comes the end. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    wake();
  }

  @Override
  public void request(long count) {
    synchronized (this) {
      if (count <= 0) {
        failure = new IllegalArgumentException("a demand is 1 or more (rule 3.9), not " + count);
      } else {
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
      }
    }
    wake();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      subscriber = null;
      kept.clear();
    }
    events.remove(this);
  }

  /** Lets the executor make the calls that can be made; called without the lock. */
  void wake() {
    synchronized (this) {
      if (running || subscriber == null) {
        return;
      }
      running = true;
    }
    try {
      executor.execute(this);
    } catch (Throwable e) {
      cancel(); // its executor is shut down, or broken: nobody can be told any more
    }
  }

  @Override
  public void run() {
    try {
      for (Runnable next = next(); next != null; next = next()) {
        next.run();
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  /** A subscriber that throws, whatever it is, is cancelled, and told if it can still be. */
  private void failed(Throwable thrown) {
    Flow.Subscriber<? super ChildEvent> to;
    synchronized (this) {
      to = subscriber;
    }
    cancel();
    if (to != null) {
      try {
        to.onError(thrown);
      } catch (Throwable again) {
        // What is told below is what came first.
      }
    }
    CallbackThreads.tellUncaught(thrown);
  }

  /** The next call of the subscriber; null if there is none now. */
  private synchronized @Nullable Runnable next() {
    Flow.Subscriber<? super ChildEvent> to = subscriber;
    if (to != null && !begun) {
      begun = true;
      return () -> to.onSubscribe(this);
    }
    Throwable failed = failure;
    if (to != null && failed != null) {
      return () -> {
        cancel();
        to.onError(failed);
      };
    }
    ChildEvent last = lastMissed;
    if (to != null && demand > 0 && last != null) {
      ChildEvent gap = new ChildEvent.Missed(last.time(), missed);
      lastMissed = null;
      missed = 0;
      demand--;
      return () -> to.onNext(gap);
    }
    if (to != null && demand > 0 && !kept.isEmpty()) {
      ChildEvent event = kept.remove();
      demand--;
      return () -> to.onNext(event);
    }
    if (to != null && ended && kept.isEmpty() && last == null) {
      subscriber = null;
      return to::onComplete;
    }
    running = false;
    return null;
  }
}
