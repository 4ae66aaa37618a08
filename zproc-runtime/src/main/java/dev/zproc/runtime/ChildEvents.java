package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.console.ChildStory;
import dev.zproc.runtime.internal.jfr.ChildRecords;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to the children of a context: to subscribers, to the log and to JFR.
 *
 * <p>Threads: safe for use by many threads. {@link #accept} is called by the thread {@code
 * zproc-supervisor}, which it holds up for nobody.
 */
final class ChildEvents implements Consumer<ChildEvent>, AutoCloseable {

  /** Guarded by this where it changes. */
  private final List<EventDelivery> deliveries = new CopyOnWriteArrayList<>();

  // Owned by the supervisor's thread, and not made before there is a child: most children have
  // none.
  private @Nullable ChildLog log;

  /** Told when something has happened, after the story; null as long as nobody follows that. */
  private volatile @Nullable Runnable follower;

  private volatile @Nullable ChildStory story;

  private final String preface;
  private @Nullable ChildRecords records;

  /** Guarded by this. */
  private boolean closed;

  /** Makes the events of a context, of which nothing else is to be said. */
  ChildEvents() {
    this("");
  }

  /**
   * Makes the events of a context.
   *
   * @param preface the first message of the log, once there is another; may be empty
   */
  ChildEvents(String preface) {
    this.preface = preface;
  }

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

  /** Tells it to all; called by one thread. */
  @Override
  public void accept(ChildEvent event) {
    for (EventDelivery delivery : deliveries) {
      delivery.add(event);
    }
    log().accept(event);
    records().accept(event);
    story().add(event);
    Runnable told = follower;
    if (told != null) {
      told.run();
    }
  }

  /** What has happened so far. */
  ChildStory story() {
    ChildStory made = story;
    return made != null ? made : makeStory();
  }

  private synchronized ChildStory makeStory() {
    ChildStory made = story;
    if (made == null) {
      made = new ChildStory();
      story = made;
    }
    return made;
  }

  /** Has {@code told} run whenever something has happened; it must hold nobody up. */
  void follow(Runnable told) {
    follower = told;
  }

  private ChildLog log() {
    ChildLog made = log != null ? log : new ChildLog(preface);
    log = made;
    return made;
  }

  private ChildRecords records() {
    ChildRecords made = records != null ? records : new ChildRecords();
    records = made;
    return made;
  }
}
