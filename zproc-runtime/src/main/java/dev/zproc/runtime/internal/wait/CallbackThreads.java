package dev.zproc.runtime.internal.wait;

import java.util.ArrayDeque;
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
 * {@value #MAX_THREADS} of them; more wait until one is done. A thread that has had nothing to do
 * for {@value #IDLE_SECONDS} s ends. They are daemons.
 *
 * <p>Threads: safe for use by many threads. {@link #execute} neither blocks nor fails: engine and
 * supervisor call it. Where no thread can be made, a task waits for the next one that can.
 */
public final class CallbackThreads implements Executor {

  /** One for all contexts of the process. */
  public static final CallbackThreads SHARED = new CallbackThreads(CallbackThreads.MAX_THREADS);

  static final int MAX_THREADS = 256;
  private static final long IDLE_SECONDS = 5;

  private final int max;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();

  // Guarded by the lock.
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private int threads;
  private int idle;
  private long made;

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
      }
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
      threads++;
    } catch (OutOfMemoryError noThread) {
      // The task stays: the next that is added tries again, and so does the end of another.
      added.signal();
    }
  }

  private void work() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (Throwable thrown) {
        tellUncaught(thrown);
      }
    }
  }

  /** The next task; null when this thread is to end. */
  private @Nullable Runnable next() {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
      while (tasks.isEmpty() && left > 0) {
        idle++;
        try {
          left = added.awaitNanos(left);
        } catch (InterruptedException stray) {
          left = 0; // left behind by the last task, and good for nothing here
        } finally {
          idle--;
        }
      }
      Runnable task = tasks.poll();
      if (task == null) {
        threads--;
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
