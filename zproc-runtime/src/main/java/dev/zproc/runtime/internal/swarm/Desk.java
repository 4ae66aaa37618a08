package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has to do, and what has become of what it has done: the one place where its main
 * thread, which does it, and whoever does the work of its link meet.
 *
 * <p>Threads: safe for use by these two.
 */
final class Desk {

  /** How long results wait for others, at most. */
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final int FLUSH_BYTES = 48 << 10;

  /** How long the main thread waits for the link to tell something. */
  private static final long TELLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Thread main;
  private final ArrayDeque<Job> jobs = new ArrayDeque<>();
  private WireWriter results = begin();
  private WireWriter spare = begin();
  private int count;
  private volatile boolean due;
  private long firstResult;
  private @Nullable Job current;

  /**
   * The last task of which the broker is to know when it begins, and what it knows: its id while
   * something is set up for it, and that below 0 once it has begun; 0 before the first.
   */
  private long stage;

  private long toldStage;
  private boolean closed;
  private @Nullable String lost;

  Desk(Thread main) {
    this.main = main;
  }

  private static WireWriter begin() {
    return WireWriter.sharing().u8(SwarmProtocol.RESULTS);
  }

  /** Whether {@link #next} would not wait. */
  synchronized boolean hasNext() {
    return closed || !jobs.isEmpty();
  }

  /** Waits for the next task, which then is begun; null if there will be none. */
  synchronized @Nullable Job next() throws InterruptedException {
    while (jobs.isEmpty() && !closed) {
      wait();
    }
    current = closed ? null : jobs.poll();
    return current;
  }

  /**
   * The task is done. Returns the next one, which then is begun; null if none is here. Both in one
   * go, since a small task takes no longer than this lock.
   */
  synchronized @Nullable Job done(long id, long nanos, int kind, Object payload, long now) {
    current = null;
    boolean unused = Thread.interrupted(); // what was meant for the task
    while (results.size() > SwarmProtocol.MAX_UNSENT_BYTES && !closed) {
      awaitDrain();
    }
    SwarmProtocol.result(results, id, nanos, kind, payload);
    if (count++ == 0) {
      firstResult = now;
    }
    if (jobs.isEmpty() || results.size() > FLUSH_BYTES || now - firstResult > FLUSH_NANOS) {
      due = true;
    }
    current = closed ? null : jobs.poll();
    return current;
  }

  private void awaitDrain() {
    try {
      wait();
    } catch (InterruptedException e) {
      // It is looked at once the result is told, which must not be lost.
    }
  }

  /** The message that tells what was done since the last; null if nothing was. */
  synchronized @Nullable WireWriter drain() {
    if (count == 0) {
      return null;
    }
    WireWriter full = results;
    results = spare;
    results.clear().u8(SwarmProtocol.RESULTS);
    spare = full;
    count = 0;
    due = false;
    notifyAll();
    return full;
  }

  /** Something is being set up for a task. */
  synchronized void settingUp(long task) {
    stage = task;
    due = true;
  }

  /** No task goes on for a while, whichever it is. */
  synchronized void pauses() {
    settingUp(SwarmProtocol.ANY_TASK);
  }

  /** They do from here on, unless something is set up for one. */
  synchronized void goesOn() {
    if (stage == SwarmProtocol.ANY_TASK) {
      begun(SwarmProtocol.ANY_TASK);
    }
  }

  /** A task has begun. */
  synchronized void begun(long task) {
    stage = -task;
    due = true;
  }

  /**
   * The task of which the broker is to be told: above 0 if something is set up for it, below if it
   * has begun; 0 if the broker knows.
   */
  synchronized long announcement() {
    due &= count > 0;
    if (stage == toldStage) {
      return 0;
    }
    toldStage = stage;
    notifyAll();
    return stage;
  }

  /** Waits until the broker is told what a task is at; a moment at most. */
  synchronized void awaitTold() {
    long begin = System.nanoTime();
    try {
      for (long left = TELLING_NANOS;
          stage != toldStage && left > 0 && !closed;
          left = TELLING_NANOS - (System.nanoTime() - begin)) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      main.interrupt(); // it is meant for the task
    }
  }

  /** Whether there is something to tell that should not wait. */
  boolean isDue() {
    return due;
  }

  /** Whether something is to be done, or is being done. */
  synchronized boolean isBusy() {
    return current != null || !jobs.isEmpty();
  }

  synchronized void add(List<Job> more) {
    jobs.addAll(more);
    notifyAll();
  }

  /** Takes away what is not begun. */
  synchronized long[] takeBack() {
    long[] ids = jobs.stream().mapToLong(job -> job.id).toArray();
    jobs.clear();
    return ids;
  }

  /** Takes away those of {@code ids} that are not begun, and interrupts the one that is. */
  synchronized long[] cancel(long[] ids) {
    Set<Long> unwanted = new HashSet<>();
    for (long id : ids) {
      unwanted.add(id);
    }
    Job begun = current;
    if (begun != null && unwanted.contains(begun.id)) {
      main.interrupt();
    }
    long[] taken = new long[ids.length];
    int size = 0;
    for (Iterator<Job> all = jobs.iterator(); all.hasNext(); ) {
      long id = all.next().id;
      if (unwanted.contains(id)) {
        all.remove();
        taken[size++] = id;
      }
    }
    return Arrays.copyOf(taken, size);
  }

  /** There will be no more tasks, because of {@code why}. */
  synchronized void close(String why) {
    closed = true;
    lost = why;
    jobs.clear();
    notifyAll();
  }

  /** Why there are no more tasks; null if there may be. */
  synchronized @Nullable String lost() {
    return lost;
  }
}
