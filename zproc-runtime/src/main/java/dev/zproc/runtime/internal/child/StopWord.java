package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.boot.Signals;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hears when the parent asks this child to end, and interrupts its main thread: every wait of zproc
 * and of the JDK ends then. A method that does not heed it has the parent's grace; after Ctrl-C,
 * when somebody at a terminal waits for the end, only a moment.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class StopWord {

  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** That of the child whose main thread it is; one JVM may have many, which are threads of it. */
  private static final ThreadLocal<@Nullable StopWord> HERE = new ThreadLocal<>();

  private final Thread main;
  private boolean over;
  private volatile boolean said;

  /** That of a child whose main thread is the current one. */
  StopWord() {
    main = Thread.currentThread();
    HERE.set(this);
  }

  /** Whether the current thread is interrupted because the parent has asked its child to end. */
  public static boolean isSaidHere() {
    StopWord word = HERE.get();
    return word != null && word.isSaid();
  }

  /** Whether the parent has asked. */
  boolean isSaid() {
    return said;
  }

  /** To be called with what the parent says. */
  public synchronized void hear(byte word) {
    if (word == NoteKind.STOP) {
      said = true;
      if (!over) {
        main.interrupt();
        if (Signals.wasLeftToRoot()) {
          Thread hurry = new Thread(this::hurry, "zproc-hurry");
          hurry.setDaemon(true);
          hurry.start();
        }
      }
    }
  }

  /** The method is over: what is left to do in the main thread is not interrupted. */
  synchronized void over() {
    over = true;
    notifyAll();
    Thread.interrupted();
  }

  private void hurry() {
    if (!isOverSoon()) {
      System.exit(Signals.INTERRUPTED);
    }
  }

  private synchronized boolean isOverSoon() {
    long deadline = System.nanoTime() + MOMENT_NANOS;
    try {
      for (long left = MOMENT_NANOS; !over && left > 0; left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; then at once
    }
    return over;
  }
}
