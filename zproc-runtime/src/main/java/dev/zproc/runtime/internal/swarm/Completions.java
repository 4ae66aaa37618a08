package dev.zproc.runtime.internal.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands tasks that are done from the broker's thread to the one that wants them.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Completions implements Consumer<Task> {

  private List<Task> done = new ArrayList<>();
  private boolean waiting;

  @Override
  public synchronized void accept(Task task) {
    done.add(task);
    if (waiting) {
      waiting = false;
      notifyAll();
    }
  }

  /** Returns those that have come since the last call; waits for one if there is none. */
  public synchronized List<Task> take() throws InterruptedException {
    while (done.isEmpty()) {
      waiting = true;
      wait();
    }
    return poll();
  }

  /** Returns those that have come since the last call. */
  public synchronized List<Task> poll() {
    List<Task> taken = done;
    done = new ArrayList<>();
    return taken;
  }
}
