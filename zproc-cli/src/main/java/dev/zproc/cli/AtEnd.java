package dev.zproc.cli;

/**
 * Does something once: when it is closed, or before that when this process is asked to end.
 *
 * <p>Threads: safe for use by many threads; the second who comes waits until it is done.
 */
final class AtEnd implements AutoCloseable {

  private final Runnable action;
  private final Thread hook;

  /** Guarded by this. */
  private boolean done;

  AtEnd(String name, Runnable action) {
    this.action = action;
    this.hook = new Thread(this::run, name);
    Runtime.getRuntime().addShutdownHook(hook);
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
