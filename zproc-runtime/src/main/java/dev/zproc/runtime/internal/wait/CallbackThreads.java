package dev.zproc.runtime.internal.wait;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where users' code is called that has named no executor: what hangs on futures, and subscribers.
 * The common pool is not for that, since it has as many threads as there are processors, and a task
 * of somebody else may block them all.
 *
 * <p>There is a thread for every task that runs, so that one which blocks holds up no other, up to
 * {@value #MAX_THREADS} of them; more wait until one is done. If none is for {@value #STUCK_MILLIS}
 * ms, there is one more thread all the same, since what they wait for may be among the tasks that
 * wait; and as that has most likely come last, each second task is the newest one as long as they
 * are so many. So they may wait for each other, and what has come early is called although others
 * keep coming. A thread that has had nothing to do for {@value #IDLE_SECONDS} s ends. They are
 * daemons.
 *
 * <p>Threads: safe for use by many threads. {@link #execute} neither blocks nor fails, but for want
 * of memory or stack: engine and supervisor call it. Where no thread can be made, a task waits for
 * the next one that can.
 */
public final class CallbackThreads implements Executor {

  /** One for all contexts of the process. */
  public static final CallbackThreads SHARED = new CallbackThreads(CallbackThreads.MAX_THREADS);

  static final int MAX_THREADS = 256;
  private static final long IDLE_SECONDS = 5;
  private static final int STUCK_MILLIS = 100;

  /** One that waits for a thread, in a list of both directions. */
  private static final class Task {
    private final Runnable run;
    private @Nullable Task older;
    private @Nullable Task newer;

    Task(Runnable run) {
      this.run = run;
    }
  }

  private final int max;
  private final Object lock = new Object();

  // Guarded by the lock.
  private @Nullable Task oldest;
  private @Nullable Task newest;
  private int waiting;
  private long made;
  private long taken;
  private boolean watched;
  private boolean warned;

  /** Whether the last task was taken because it was the newest, so that the oldest is next. */
  private boolean newestWasTaken;

  // Changed under the lock.
  private volatile int threads;
  private volatile int idle;

  CallbackThreads(int max) {
    this.max = max;
  }

  /**
   * Adds a task. The caller's stack may overflow at every call in here. So the lock is a monitor,
   * which no overflow leaves locked, and the task is added behind the last call: if this throws,
   * the task will not run, and nothing else is changed but that a thread may look in vain.
   */
  @Override
  public void execute(Runnable task) {
    Task added = new Task(task);
    synchronized (lock) {
      // Each idle thread takes one of those that wait; this one needs another thread if too few do.
      if (idle > waiting) {
        lock.notify();
      } else if (threads < max) {
        startThread();
      } else {
        watch();
      }
      Task last = newest;
      added.older = last;
      if (last == null) {
        oldest = added;
      } else {
        last.newer = added;
      }
      newest = added;
      waiting++;
    }
  }

  /** Takes the oldest task, or the newest. The lock is held. */
  private @Nullable Task poll(boolean last) {
    Task task = last ? newest : oldest;
    if (task != null) {
      Task older = task.older;
      Task newer = task.newer;
      if (older == null) {
        oldest = newer;
      } else {
        older.newer = newer;
      }
      if (newer == null) {
        newest = older;
      } else {
        newer.older = older;
      }
      waiting--;
    }
    return task;
  }

  /** Whether as many threads as there are to be have a task. */
  boolean isFull() {
    return threads - idle >= max;
  }

  /** Looks before long whether a task was taken meanwhile. The lock is held. */
  private void watch() {
    if (watched) {
      return;
    }
    long before = taken;
    try {
      // By a thread of the JDK's, which is not to be held up.
      CompletableFuture.delayedExecutor(STUCK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
          .execute(() -> look(before));
      watched = true;
    } catch (OutOfMemoryError noThread) {
      // The next task that is added tries again.
    }
  }

  private void look(long before) {
    synchronized (lock) {
      watched = false;
      if (waiting == 0 || idle > 0) {
        return;
      }
      if (taken == before) {
        startThread();
      }
      watch();
    }
  }

  /** The lock is held, without which a thread does not begin. */
  private void startThread() {
    try {
      Worker worker = new Worker();
      Thread thread = new Thread(worker, "zproc-callback-" + (made + 1));
      thread.setDaemon(true);
      thread.start();
      worker.counted = true;
      threads = threads + 1;
      made++;
    } catch (OutOfMemoryError noThread) {
      // The task stays: the next that is added tries again, and so does the end of another.
      lock.notify();
    }
  }

  /** What a thread does. */
  private final class Worker implements Runnable {

    /** Whether it is one of {@link #threads}; guarded by the lock. */
    private boolean counted;

    @Override
    public void run() {
      try {
        begin();
        warn();
        for (Runnable task = next(this); task != null; task = next(this)) {
          try {
            task.run();
          } catch (Throwable thrown) {
            tellUncaught(thrown);
          }
        }
      } finally {
        end();
      }
    }

    /** The stack of who has started it may have overflowed before it was counted. */
    private void begin() {
      synchronized (lock) {
        if (!counted) {
          counted = true;
          threads = threads + 1;
        }
      }
    }

    private void end() {
      synchronized (lock) {
        if (counted) {
          counted = false;
          threads = threads - 1;
        }
      }
    }
  }

  /** Once, and in a thread that the log may hold up. */
  private void warn() {
    synchronized (lock) {
      if (warned || threads <= max) {
        return;
      }
      warned = true;
    }
    try {
      System.getLogger(CallbackThreads.class.getName())
          .log(
              Level.WARNING,
              "all "
                  + max
                  + " threads are blocked that call what hangs on futures, and subscribers: more are"
                  + " started, one by one; call what blocks on an executor of your own");
    } catch (Throwable ofTheLog) {
      // It is the user's.
    }
  }

  /** The next task; null when this thread is to end. */
  private @Nullable Runnable next(Worker worker) {
    synchronized (lock) {
      awaitTask();
      newestWasTaken = threads - idle > max && !newestWasTaken;
      Task task = poll(newestWasTaken);
      if (task == null) {
        worker.end(); // at once, so that who adds one starts another
        return null;
      }
      taken++;
      return task.run;
    }
  }

  /** The lock is held. */
  private void awaitTask() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
    for (long left = end - System.nanoTime();
        waiting == 0 && left > 0;
        left = end - System.nanoTime()) {
      idle = idle + 1;
      try {
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      } catch (InterruptedException stray) {
        return; // left behind by the last task, and good for nothing here
      } finally {
        idle = idle - 1;
      }
    }
  }

  /** Tells the handler of this thread what nobody else is there to be told. */
  public static void tellUncaught(Throwable thrown) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    } catch (Throwable ofTheHandler) {
      // It has had its chance; what comes after must not suffer.
    }
  }
}
