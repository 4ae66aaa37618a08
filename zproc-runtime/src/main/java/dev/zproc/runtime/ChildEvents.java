package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.jfr.ChildRecords;
import dev.zproc.runtime.internal.supervision.AttemptId;
import dev.zproc.runtime.internal.supervision.Ended;
import dev.zproc.runtime.internal.supervision.GaveUp;
import dev.zproc.runtime.internal.supervision.SupervisionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to the children of a context: to subscribers, to the log and to JFR.
 *
 * <p>Threads: safe for use by many threads. As a listener it is called by the thread {@code
 * zproc-supervisor}, which it holds up for nobody.
 */
final class ChildEvents implements SupervisionListener, AutoCloseable {

  /** Guarded by this where it changes. */
  private final List<EventDelivery> deliveries = new CopyOnWriteArrayList<>();

  // Owned by the supervisor's thread, and not made before there is a child: most children have
  // none.
  private @Nullable ChildLog log;
  private @Nullable ChildRecords records;

  /** Guarded by this. */
  private boolean closed;

  /** A publisher of the events from each subscription on. */
  Flow.Publisher<ChildEvent> publisher(Executor executor) {
    return subscriber -> subscribe(Objects.requireNonNull(subscriber, "subscriber"), executor);
  }

  private void subscribe(Flow.Subscriber<? super ChildEvent> subscriber, Executor executor) {
    EventDelivery delivery = new EventDelivery(subscriber, executor, this);
    if (!added(delivery)) {
      delivery.end();
    }
    delivery.wake();
  }

  private synchronized boolean added(EventDelivery delivery) {
    return !closed && deliveries.add(delivery);
  }

  synchronized void remove(EventDelivery delivery) {
    deliveries.remove(delivery);
  }

  /** Nothing more will happen. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true; // none is added from here on
    }
    for (EventDelivery delivery : deliveries) {
      delivery.end();
    }
    deliveries.clear();
  }

  @Override
  public void started(AttemptId attempt) {
    tell(new ChildEvent.Started(now(), attempt.child(), attempt.number(), attempt.pid()));
    log().started(attempt);
    records().started(attempt.child(), attempt.number(), attempt.pid());
  }

  @Override
  public void waiting(AttemptId attempt) {
    tell(new ChildEvent.Waiting(now(), attempt.child(), attempt.number(), attempt.pid()));
    records().waiting(attempt.child(), attempt.number(), attempt.pid());
  }

  @Override
  public void running(AttemptId attempt) {
    tell(new ChildEvent.Running(now(), attempt.child(), attempt.number(), attempt.pid()));
    records().running(attempt.child());
  }

  @Override
  public void exited(AttemptId attempt, Ended how) {
    tell(new ChildEvent.Exited(now(), attempt.child(), attempt.number(), attempt.pid(), how.end()));
    log().exited(attempt, how);
    records().exited(attempt.child(), attempt.number(), attempt.pid(), how.end());
  }

  @Override
  public void restarting(AttemptId attempt, Ended how, Duration delay) {
    tell(new ChildEvent.Restarting(now(), attempt.child(), attempt.number(), how.end(), delay));
    log().restarting(attempt, delay);
    records().restarting(attempt.child(), attempt.number(), delay);
  }

  @Override
  public void gaveUp(AttemptId attempt, Ended how, GaveUp limit) {
    tell(
        new ChildEvent.GaveUp(
            now(), attempt.child(), attempt.number(), how.end(), limit.restarts(), limit.within()));
    log().gaveUp(attempt, limit);
    records().gaveUp(attempt.child(), attempt.number());
  }

  @Override
  public void ended(AttemptId attempt, Ended how) {
    tell(new ChildEvent.Ended(now(), attempt.child(), attempt.number(), how.end()));
    log().ended();
  }

  private void tell(ChildEvent event) {
    for (EventDelivery delivery : deliveries) {
      delivery.add(event);
    }
  }

  private ChildLog log() {
    ChildLog made = log != null ? log : new ChildLog();
    log = made;
    return made;
  }

  private ChildRecords records() {
    ChildRecords made = records != null ? records : new ChildRecords();
    records = made;
    return made;
  }

  private static Instant now() {
    return Instant.now();
  }
}
