package dev.zproc.runtime;

import dev.zproc.runtime.spi.ChildEntry;

/** Runs the generated main classes. */
public final class Bootstrap {
  private Bootstrap() {}

  /**
   * The whole main method of a child process; does not return normally before the child is done.
   */
  public static void run(ChildEntry<?> entry, String[] args) {
    throw new UnsupportedOperationException();
  }

  /** The whole main method of a launcher: opens a context, starts all and waits. */
  public static void launch(java.util.function.Consumer<ZProc> startAll, String[] args) {
    throw new UnsupportedOperationException();
  }
}
