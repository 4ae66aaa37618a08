package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.failure.SwarmFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands tasks that are done to the thread that wants them, many at a time: waking a thread costs
 * more than a small task does. That thread does the broker's work while it waits, if it can, and
 * then need not be woken at all.
 *
 * <p>Threads: safe for use by many threads; {@link #accept} is called by whoever takes the broker's
 * turn.
 */
public final class Completions implements Consumer<Task> {

  /** How often who waits looks whether anything can come any more. */
  private static final long LOOK_MILLIS = 1_000;

  private final Broker broker;
  private final BooleanSupplier over = this::isWorthWaking;
  private List<Task> fresh = new ArrayList<>();
  private boolean urgent;

  // Guarded by this.
  private List<Task> done = new ArrayList<>();
  private boolean isUrgent;
  private int wanted;

  /** How many were submitted and have not come. */
  private long underway;

  private @Nullable CompletableFuture<Void> quiet;

  public Completions(Broker broker) {
    this.broker = broker;
  }

  /** Has tasks done that are told of their end here. */
  public void submit(List<Task> tasks) {
    synchronized (this) {
      underway += tasks.size();
    }
    broker.feed(tasks);
  }

  @Override
  public void accept(Task task) {
    broker.collected();
    if (fresh.isEmpty()) {
      broker.tellLater(this::flush);
    }
    fresh.add(task);
    urgent |= !(task.end() instanceof TaskEnd.Returned);
  }

  /** Hands over those that have come since the last time. */
  private synchronized void flush() {
    underway -= fresh.size();
    if (done.isEmpty()) {
      List<Task> empty = done;
      done = fresh;
      fresh = empty;
    } else {
      done.addAll(fresh);
      fresh.clear();
    }
    isUrgent |= urgent;
    urgent = false;
    if (isWorthWaking()) {
      notifyAll();
    }
    if (underway == 0 && quiet != null) {
      quiet.complete(null);
    }
  }

  /** Complete once none is underway, for which nobody has to {@link #take} any. */
  public synchronized CompletableFuture<Void> quiet() {
    CompletableFuture<Void> known = quiet;
    if (known == null) {
      known = new CompletableFuture<>();
      quiet = known;
    }
    if (underway == 0) {
      known.complete(null);
    }
    return known;
  }

  private synchronized boolean isWorthWaking() {
    return isUrgent || done.size() >= wanted;
  }

  /**
   * Returns those that have come since the last call; waits until there are {@code atLeast}, or one
   * has not returned.
   *
   * @param atLeast one or more, and no more than will come
   * @throws SwarmFailedException if the broker has failed between being told of one and telling it,
   *     for want of memory say
   */
  public List<Task> take(int atLeast) throws InterruptedException {
    want(atLeast);
    if (!isWorthWaking()) {
      try {
        broker.lead(over);
        await();
      } finally {
        broker.unfollow(over);
      }
    }
    return taken();
  }

  /** Whether some have come since the last {@link #take}. */
  public synchronized boolean haveAny() {
    return !done.isEmpty();
  }

  /** Whether one of those has not returned. */
  public synchronized boolean haveFailure() {
    return isUrgent;
  }

  private synchronized void want(int atLeast) {
    wanted = atLeast;
  }

  private synchronized void await() throws InterruptedException {
    while (!isWorthWaking()) {
      if (broker.over().isDone()) {
        throw new SwarmFailedException("the swarm has failed, and what it had done is lost");
      }
      wait(LOOK_MILLIS);
    }
  }

  private synchronized List<Task> taken() {
    isUrgent = false;
    List<Task> taken = done;
    done = new ArrayList<>();
    return taken;
  }
}
