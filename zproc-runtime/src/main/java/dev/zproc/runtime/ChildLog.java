package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.supervision.RestartLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts and exits in the log of {@link ZProc}, at DEBUG.
 *
 * <p>The first logger of a process costs it a tenth of a second, which the first child would have
 * to wait for. So it is made a second after the first start, or when the first child has ended, by
 * another thread; what there was to say until then is said then.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ChildLog {

  private static final long PAUSE_MILLIS = 1_000;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);

  /** Not more than what children do in a second; the rest is not worth keeping. */
  private static final int MOST_EARLY = 1_000;

  // Guarded by this.
  private final List<String> early = new ArrayList<>();
  private @Nullable Logger logger;
  private boolean opening;

  void accept(ChildEvent event) {
    if (event instanceof ChildEvent.Started started) {
      log(text(started.child(), started.attempt(), started.pid()) + " has started");
    } else if (event instanceof ChildEvent.Exited exited) {
      log(text(exited.child(), exited.attempt(), exited.pid()) + " " + exited.end());
    } else if (event instanceof ChildEvent.Restarting restarting) {
      long millis = restarting.delay().toMillis();
      log("'" + restarting.child() + "' is started again in " + millis + " ms");
    } else if (event instanceof ChildEvent.GaveUp gaveUp) {
      RestartLimit limit = new RestartLimit(gaveUp.group(), gaveUp.restarts(), gaveUp.within());
      log("'" + gaveUp.child() + "': " + limit);
    } else if (event instanceof ChildEvent.Ended && !isOpen()) {
      CompletableFuture.runAsync(this::open); // nobody waits for this child any more
    }
  }

  private synchronized boolean isOpen() {
    return logger != null;
  }

  private synchronized void log(String message) {
    if (logger != null) {
      logger.log(Level.DEBUG, message);
      return;
    }
    if (early.size() < MOST_EARLY) {
      early.add(message);
    }
    if (!opening) {
      opening = true;
      LATER.execute(this::open);
    }
  }

  private void open() {
    Logger made = System.getLogger(ZProc.class.getName());
    synchronized (this) {
      logger = made;
      early.forEach(message -> made.log(Level.DEBUG, message));
      early.clear();
    }
  }

  private static String text(String child, int attempt, long pid) {
    return "'" + child + "' (attempt " + attempt + (pid < 0 ? "" : ", pid " + pid) + ")";
  }
}
