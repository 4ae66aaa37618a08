package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.SocketType;
import dev.zproc.jeromq.ZMQ;
import dev.zproc.jeromq.ZMQException;
import dev.zproc.jeromq.zmq.util.function.BiFunction;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A JeroMQ context for one socket at a time, with named daemon threads, and with handlers where
 * JeroMQ would print to stderr.
 *
 * <p>Threads: owned by the thread of its socket, but for {@link #isBroken} and {@link #brokenBy}.
 */
final class ZmqContext {

  private static final long LOG_INTERVAL_NANOS = 1_000_000_000L;

  private final String name;
  private final ZMQ.Context context;
  private final AtomicLong lastLog = new AtomicLong(System.nanoTime() - LOG_INTERVAL_NANOS);
  private final AtomicLong unlogged = new AtomicLong();
  private final Runnable wake;

  private volatile @Nullable Throwable brokenBy;

  /**
   * Makes a context.
   *
   * @param name of its threads, after "zproc-"
   * @param wake called when the context has broken
   */
  ZmqContext(String name, Runnable wake) {
    this.name = name;
    this.wake = wake;
    context = ZMQ.context(1);
    context.setThreadFactor(new Threads());
    context.setNotificationExceptionHandler(new Noticing());
    context.setUncaughtExceptionHandler(new Dying());
  }

  // No lambdas: every child that starts makes a context, and each takes it most of a millisecond.

  private final class Threads implements BiFunction<Runnable, String, Thread> {

    @Override
    public Thread apply(Runnable body, String jeromq) {
      String role = jeromq.startsWith("reaper") ? "reaper" : "io";
      Thread thread = new Thread(body, "zproc-" + name + "-" + role);
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(new Dying());
      return thread;
    }
  }

  private final class Noticing implements Thread.UncaughtExceptionHandler {

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      notice(thrown);
    }
  }

  private final class Dying implements Thread.UncaughtExceptionHandler {

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      die(thrown);
    }
  }

  ZMQ.Socket socket(SocketType type) {
    return context.socket(type);
  }

  /** Whether JeroMQ's thread has ended, so that no socket of this context works any more. */
  boolean isBroken() {
    return brokenBy != null;
  }

  /** What JeroMQ's thread has ended of; null as long as it has not. */
  @Nullable Throwable brokenBy() {
    return brokenBy;
  }

  /** Something went wrong with one connection; its peer may do that as often as it likes. */
  private void notice(Throwable thrown) {
    long now = System.nanoTime();
    long last = lastLog.get();
    if (now - last < LOG_INTERVAL_NANOS || !lastLog.compareAndSet(last, now)) {
      unlogged.incrementAndGet();
      return;
    }
    System.getLogger(ZmqContext.class.getName())
        .log(
            Level.DEBUG,
            "an exception on a connection of zproc-"
                + name
                + " ("
                + unlogged.getAndSet(0)
                + " more since the last message)",
            thrown);
  }

  private void die(Throwable thrown) {
    brokenBy = thrown;
    wake.run();
    System.getLogger(ZmqContext.class.getName())
        .log(
            Level.ERROR,
            "the I/O thread of zproc-" + name + " has ended; its socket is dead",
            thrown);
  }

  /** Ends the context; its socket must be closed. Waits as long as that one lingers. */
  void close() {
    // JeroMQ gives up if it is interrupted while it waits for its threads, and goes on when asked
    // once more.
    boolean interrupted = Thread.interrupted();
    while (!isEnded()) {
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isEnded() {
    try {
      if (brokenBy == null) {
        context.term();
      }
      return true;
    } catch (ZMQException failed) {
      if (!ZmqSettings.isInterrupt(failed)) {
        throw failed;
      }
      return false;
    }
  }
}
