package dev.zproc.runtime.internal.boot;

import dev.zproc.runtime.internal.signal.RawSignals;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C and a lost terminal do to the processes of a context. */
public final class Signals {

  /** The exit code of a process that Ctrl-C has ended. */
  public static final int INTERRUPTED = 130;

  private static volatile boolean leftToRoot;

  private static @Nullable Thread leaving;

  private Signals() {}

  /**
   * Lets them do nothing in a child. Both reach every process of the group, and it is the root's to
   * decide; a child that ended on its own would look like a crash. The handler does nothing rather
   * than being "ignore", because programs that the child starts would inherit that.
   *
   * <p>It is done beside the caller, as the JDK makes a class for it, which takes as long as half
   * of what a child otherwise has to do before it can connect; see {@link #awaitLeft}.
   */
  public static synchronized void leaveToRoot() {
    Thread thread = new Thread(null, new Leaving(), "zproc-signals");
    thread.setDaemon(true);
    thread.start();
    leaving = thread;
  }

  /** Waits until {@link #leaveToRoot} is done: from here on handlers are the user's. */
  public static synchronized void awaitLeft() throws InterruptedException {
    Thread thread = leaving;
    if (thread != null) {
      thread.join();
      leaving = null;
    }
  }

  private static final class Leaving implements Runnable, IntConsumer {

    @Override
    public void run() {
      handle(this, "INT", "HUP");
    }

    @Override
    public void accept(int number) {
      leftToRoot = true;
    }
  }

  /** Whether this child has seen Ctrl-C: if the root now stops it, somebody waits for the end. */
  public static boolean wasLeftToRoot() {
    return leftToRoot;
  }

  /** Lets the next Ctrl-C end this process at once. */
  public static void haltOnInterrupt() {
    handle(
        number -> {
          Lifelines.cutAll();
          Runtime.getRuntime().halt(INTERRUPTED);
        },
        "INT");
  }

  private static void handle(IntConsumer action, String... names) {
    for (String name : names) {
      try {
        RawSignals.handle(name, action);
      } catch (UnsupportedOperationException e) {
        // Signals then do what they do by default.
      }
    }
  }
}
