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

  // Guarded by this.
  private List<Task> done = new ArrayList<>();

  public Completions(Broker broker) {
    this.broker = broker;
  }

  @Override
  public void accept(Task task) {
    if (fresh.isEmpty()) {
      broker.tellLater(this::flush);
    }
    fresh.add(task);
  }

  /** Hands over those that have come since the last time. */
  private synchronized void flush() {
    if (done.isEmpty()) {
      List<Task> empty = done;
      done = fresh;
      fresh = empty;
      notifyAll();
    } else {
      done.addAll(fresh);
      fresh.clear();
    }
  }

  /** Returns those that have come since the last call; waits for one if there is none. */
  public synchronized List<Task> take() throws InterruptedException {
    while (done.isEmpty()) {
      wait();
    }
    List<Task> taken = done;
    done = new ArrayList<>();
    return taken;
  }
}
