package dev.zproc.console;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests, each for a limited time: whoever sends half of one, or does not read the answer,
 * would keep its thread. When the time is over the thread is interrupted, which closes the channel
 * that it reads from or writes to.
 *
 * <p>Threads: safe for use by many threads. A thread of its own, {@code zproc-console-deadlines},
 * interrupts; it is there only while there are requests, and a few seconds longer.
 */
final class Deadlines implements Executor, AutoCloseable {

  private static final long IDLE_SECONDS = 5;

  private final Executor threads;
  private final long millis;
  private final ScheduledThreadPoolExecutor clock;
  private final ThreadLocal<Deadline> current = new ThreadLocal<>();

  Deadlines(Executor threads, long millis) {
    this.threads = threads;
    this.millis = millis;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "zproc-console-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
  }

  /** Interrupts a thread unless it is done before. */
  private static final class Deadline {

    // Guarded by this.
    private final Thread thread = Thread.currentThread();
    private boolean done;
    private @Nullable Future<?> alarm;

    synchronized void over() {
      if (!done) {
        thread.interrupt();
      }
    }

    synchronized void done() {
      done = true;
      if (alarm != null) {
        alarm.cancel(false);
      }
    }

    synchronized void begin(ScheduledThreadPoolExecutor clock, long millis) {
      try {
        alarm = clock.schedule(this::over, millis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closed) {
        // Then its connection is closed as well.
      }
    }
  }

  @Override
  public void execute(Runnable request) {
    threads.execute(() -> run(request));
  }

  private void run(Runnable request) {
    Deadline deadline = new Deadline();
    current.set(deadline);
    try {
      deadline.begin(clock, millis);
      request.run();
    } finally {
      deadline.done();
      current.remove();
      Thread.interrupted(); // whatever comes next in this thread is another request
    }
  }

  /** The request that this thread is at may take as long as it likes from here on. */
  void lift() {
    Deadline deadline = current.get();
    if (deadline != null) {
      deadline.done();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
