package dev.zproc.runtime.internal.process;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C and a lost terminal do to the processes of a context.
 *
 * <p>Threads: stateless.
 */
public final class Signals {

  private static final int INTERRUPTED = 130;

  private Signals() {}

  /**
   * Lets them do nothing in a child. Both reach every process of the group, and it is the root's to
   * decide; a child that ended on its own would look like a crash. The handler does nothing rather
   * than being "ignore", because programs that the child starts would inherit that.
   */
  public static void leaveToRoot() {
    handle("INT", signal -> {});
    handle("HUP", signal -> {});
  }

  /** Lets the next Ctrl-C end this process at once. */
  public static void haltOnInterrupt() {
    handle(
        "INT",
        signal -> {
          Lifelines.cutAll();
          Runtime.getRuntime().halt(INTERRUPTED);
        });
  }

  private static void handle(String name, SignalHandler handler) {
    try {
      Signal.handle(new Signal(name), handler);
    } catch (IllegalArgumentException e) {
      // The JVM was told to leave signals alone (-Xrs), or the system has no such signal.
    }
  }
}
