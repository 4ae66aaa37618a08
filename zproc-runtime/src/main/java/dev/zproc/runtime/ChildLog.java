package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.supervision.RestartLimit;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
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

  /** Not more than what children do in a second; the rest is not worth keeping. */
  private static final int MOST_EARLY = 1_000;

  // Guarded by this.
  private final List<String> early = new ArrayList<>();
  private @Nullable Logger logger;
  private boolean opening;
  private boolean due;

  /**
   * Makes the log of one context.
   *
   * @param preface said before the first message; may be empty
   */
  ChildLog(String preface) {
    if (!preface.isEmpty()) {
      early.add(preface);
    }
  }

  void accept(ChildEvent event) {
    if (event instanceof ChildEvent.Started started) {
      log(text(started.child(), started.attempt(), started.pid()) + " has started");
    } else if (event instanceof ChildEvent.Exited exited) {
      log(text(exited.child(), exited.attempt(), exited.pid()) + " " + exited.end());
    } else if (event instanceof ChildEvent.Restarting restarting) {
      String delay = Durations.text(restarting.delay());
      log("'" + restarting.child() + "' is started again in " + delay);
    } else if (event instanceof ChildEvent.GaveUp gaveUp) {
      RestartLimit limit = new RestartLimit(gaveUp.group(), gaveUp.restarts(), gaveUp.within());
      log("'" + gaveUp.child() + "': " + limit);
    } else if (event instanceof ChildEvent.Ended && !isOpen()) {
      hurry(); // nobody waits for this child any more
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
      CallbackThreads.SHARED.execute(this::openLater);
    }
  }

  private synchronized void hurry() {
    due = true;
    notifyAll();
    if (!opening) {
      opening = true;
      CallbackThreads.SHARED.execute(this::openLater);
    }
  }

  private void openLater() {
    pause();
    open();
  }

  private synchronized void pause() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    for (long left = end - System.nanoTime(); left > 0 && !due; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException stray) {
        return; // nobody is to interrupt it; if somebody does, it is made a little early
      }
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
