package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.Signals;
import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops the children of the contexts that are still open when the JVM shuts down, the last opened
 * first; one hook for all. It gives up after a limit, so that nothing in zproc can hold the
 * shutdown: what is left of the children then ends with the pipes. A second Ctrl-C ends the process
 * at once.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ShutdownHook implements Runnable {

  private static final Deque<ZProc> OPEN = new ArrayDeque<>();

  /** What is left to do after the stop time-outs of the children of a context. */
  private static final Duration REAP = Duration.ofSeconds(5);

  private static boolean installed;

  private ShutdownHook() {}

  static synchronized void add(ZProc context) {
    if (!installed) {
      Runtime.getRuntime().addShutdownHook(new Thread(new ShutdownHook(), "zproc-shutdown"));
      installed = true;
    }
    OPEN.addLast(context);
  }

  static synchronized void remove(ZProc context) {
    OPEN.remove(context);
  }

  @Override
  public void run() {
    if (nothingOpen()) {
      return;
    }
    Signals.haltOnInterrupt();
    Duration limit = limit();
    CountDownLatch closed = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              stopEach(ShutdownHook::takeLast);
              closed.countDown();
            },
            "zproc-closer");
    closer.setDaemon(true);
    closer.start();
    try {
      closed.await(Durations.nanos(limit), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // somebody is in a hurry: the pipes do the rest
    }
  }

  /** Stops one after the other, until there is none, whatever becomes of those before. */
  static void stopEach(Supplier<@Nullable Runnable> next) {
    for (Runnable stop = next.get(); stop != null; stop = next.get()) {
      try {
        stop.run();
      } catch (Throwable e) {
        // As where the heap is full: the pipes do the rest, and the next may fare better.
      }
    }
  }

  /** Contexts are closed one after the other. */
  private static synchronized Duration limit() {
    return OPEN.stream()
        .map(context -> context.children.options().stopTimeout().plus(REAP))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static synchronized boolean nothingOpen() {
    return OPEN.isEmpty();
  }

  /** Stops the children of that which was opened last; null if there is none. */
  private static synchronized @Nullable Runnable takeLast() {
    ZProc context = OPEN.pollLast();
    return context == null ? null : context::stopChildren;
  }
}
