package dev.zproc.cli;

/**
 * Does something once: when it is closed, or before that when this process is asked to end.
 *
 * <p>Threads: safe for use by many threads; the second who comes waits until it is done.
 */
final class AtEnd implements AutoCloseable {

  /** Whether this process has been asked to end. */
  private static volatile boolean asked;

  private final Runnable action;
  private final Thread hook;

  /** Guarded by this. */
  private boolean done;

  AtEnd(String name, Runnable action) {
    this.action = action;
    this.hook = new Thread(this::asked, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Whether this process has been asked to end: what fails from then on fails because of that, and
   * nobody is to be told.
   */
  static boolean isAsked() {
    return asked;
  }

  private void asked() {
    asked = true;
    run();
  }

  private synchronized void run() {
    if (!done) {
      done = true;
      action.run();
    }
  }

  @Override
  public void close() {
    run();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Then it runs, and finds that all is done.
    }
  }
}
