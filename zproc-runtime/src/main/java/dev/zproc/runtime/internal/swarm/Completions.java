package dev.zproc.runtime.internal.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands tasks that are done from the broker's thread to the one that wants them, many at a time:
 * waking a thread costs more than a small task does.
 *
 * <p>Threads: safe for use by many threads; {@link #accept} is the broker's.
 */
public final class Completions implements Consumer<Task> {

  private final Broker broker;
  private List<Task> fresh = new ArrayList<>();
  private boolean urgent;

  // Guarded by this.
  private List<Task> done = new ArrayList<>();
  private boolean isUrgent;
  private int wanted;

  public Completions(Broker broker) {
    this.broker = broker;
  }

  @Override
  public void accept(Task task) {
    if (fresh.isEmpty()) {
      broker.tellLater(this::flush);
    }
    fresh.add(task);
    urgent |= !(task.end() instanceof TaskEnd.Returned);
  }

  /** Hands over those that have come since the last time. */
  private synchronized void flush() {
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
  }

  private boolean isWorthWaking() {
    return isUrgent || done.size() >= wanted;
  }

  /**
   * Returns those that have come since the last call; waits until there are {@code atLeast}, or one
   * has not returned.
   *
   * @param atLeast one or more, and no more than will come
   */
  public synchronized List<Task> take(int atLeast) throws InterruptedException {
    wanted = atLeast;
    while (!isWorthWaking()) {
      wait();
    }
    isUrgent = false;
    List<Task> taken = done;
    done = new ArrayList<>();
    return taken;
  }
}
