package dev.zproc.runtime.internal.boot;

import dev.zproc.runtime.internal.signal.RawSignals;
import java.util.function.IntConsumer;

/** What Ctrl-C and a lost terminal do to the processes of a context. */
public final class Signals {

  /** The exit code of a process that Ctrl-C has ended. */
  public static final int INTERRUPTED = 130;

  private static volatile boolean leftToRoot;

  private Signals() {}

  /**
   * Lets them do nothing in a child. Both reach every process of the group, and it is the root's to
   * decide; a child that ended on its own would look like a crash. The handler does nothing rather
   * than being "ignore", because programs that the child starts would inherit that.
   */
  public static void leaveToRoot() {
    handle(new Leaving(), "INT", "HUP");
  }

  /** No lambda: the first one in a JVM takes milliseconds. */
  private static final class Leaving implements IntConsumer {

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
