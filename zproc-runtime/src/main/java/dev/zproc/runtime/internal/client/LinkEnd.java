package dev.zproc.runtime.internal.client;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a link, of which all are told who wait for something.
 *
 * <p>There may be no memory for that until whoever has filled the heap lets go of it. So what fails
 * of it is tried again, for some minutes, and keeps nobody else from being told.
 *
 * <p>Threads: owned by the link's own.
 */
final class LinkEnd {

  /** How often all are told who have not been: for about two minutes. */
  private static final int MAX_TELLINGS = 150;

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long MAX_PAUSE_MILLIS = 1_000;

  private final LinkLoop loop;
  private final Consumer<Throwable> fault;

  LinkEnd(LinkLoop loop, Consumer<Throwable> fault) {
    this.loop = loop;
    this.fault = fault;
  }

  /**
   * Ends the link and tells all. Throws nothing.
   *
   * @param cause what it has failed with; null if nothing has
   */
  void tell(@Nullable Throwable cause) {
    boolean failure = cause != null && !(cause instanceof ClientGreeting.RefusedException);
    // First: where that ends this process, nothing else is to be the reason of it.
    Throwable untold = failure ? untold(cause) : null;
    loop.end(cause);
    boolean all = isToldToAll(cause);
    for (int i = 1; (!all || untold != null) && i < MAX_TELLINGS; i++) {
      pause(Math.min(MAX_PAUSE_MILLIS, i * FIRST_PAUSE_MILLIS));
      untold = loop.isStopping() ? null : untold(untold);
      all = all || isToldToAll(cause);
    }
    if (failure) {
      log(cause);
    }
  }

  /** Tells what the link has failed with, if anything; returns it if that went wrong. */
  private @Nullable Throwable untold(@Nullable Throwable cause) {
    try {
      if (cause != null) {
        fault.accept(cause);
      }
      return null;
    } catch (Throwable again) {
      return cause;
    }
  }

  /** Tells all who wait and have not been told; returns whether all are now. */
  private boolean isToldToAll(@Nullable Throwable cause) {
    boolean all = true;
    try {
      loop.failRequests();
    } catch (Throwable again) {
      all = false;
    }
    try {
      loop.failWelcome(cause);
    } catch (Throwable again) {
      all = false;
    }
    try {
      loop.tellEarly();
    } catch (Throwable again) {
      all = false;
    }
    try {
      loop.tellClosed();
    } catch (Throwable again) {
      all = false;
    }
    return all;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (Throwable again) {
      // It is as good without.
    }
  }

  private static void log(Throwable cause) {
    try {
      System.getLogger(LinkLoop.class.getName())
          .log(Level.ERROR, "the link to the state server has failed: " + cause, cause);
    } catch (Throwable again) {
      // All who have waited have been told; the log is the least of them.
    }
  }
}
