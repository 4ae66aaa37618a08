package dev.zproc.runtime.internal.wait;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
 * <p>Threads: safe for use by many threads. {@link #execute} neither blocks nor fails: engine and
 * supervisor call it. Where no thread can be made, a task waits for the next one that can.
 */
public final class CallbackThreads implements Executor {

  /** One for all contexts of the process. */
  public static final CallbackThreads SHARED = new CallbackThreads(CallbackThreads.MAX_THREADS);

  static final int MAX_THREADS = 256;
  private static final long IDLE_SECONDS = 5;
  private static final int STUCK_MILLIS = 100;

  private final int max;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();

  // Guarded by the lock.
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
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

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      tasks.add(task);
      // Each idle thread takes one of those that wait; this one needs another thread if too few do.
      if (idle >= tasks.size()) {
        added.signal();
      } else if (threads < max) {
        startThread();
      } else {
        watch();
      }
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      watched = false;
      if (tasks.isEmpty() || idle > 0) {
        return;
      }
      if (taken == before) {
        startThread();
      }
      watch();
    } finally {
      lock.unlock();
    }
  }

  private void startThread() {
    try {
      Thread thread = new Thread(this::work, "zproc-callback-" + (made + 1));
      thread.setDaemon(true);
      thread.start();
      made++;
      threads = threads + 1;
    } catch (OutOfMemoryError noThread) {
      // The task stays: the next that is added tries again, and so does the end of another.
      added.signal();
    }
  }

  private void work() {
    warn();
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (Throwable thrown) {
        tellUncaught(thrown);
      }
    }
  }

  /** Once, and in a thread that the log may hold up. */
  private void warn() {
    lock.lock();
    try {
      if (warned || threads <= max) {
        return;
      }
      warned = true;
    } finally {
      lock.unlock();
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
  private @Nullable Runnable next() {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
      while (tasks.isEmpty() && left > 0) {
        idle = idle + 1;
        try {
          left = added.awaitNanos(left);
        } catch (InterruptedException stray) {
          left = 0; // left behind by the last task, and good for nothing here
        } finally {
          idle = idle - 1;
        }
      }
      newestWasTaken = threads - idle > max && !newestWasTaken;
      Runnable task = newestWasTaken ? tasks.pollLast() : tasks.poll();
      if (task == null) {
        threads = threads - 1;
      } else {
        taken++;
      }
      return task;
    } finally {
      lock.unlock();
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
