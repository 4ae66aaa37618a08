package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.ExitCodes;

/**
 * Ends the process with an exit code, the quickest way that there is.
 *
 * <p>{@link System#exit} waits up to 0.3 s for threads in native code, of which a child always has
 * one at least: its lifeline. Returning from main does not, but leaves only the codes 0 and, with
 * an exception, 1; and it waits for the threads that user code has left running.
 *
 * <p>Threads: used by the main thread of the child.
 */
final class QuickExit {

  private QuickExit() {}

  /** Returns if that ends the process with {@code code}; else ends it. */
  static void leave(int code) {
    try {
      if (code != 0 && code != ExitCodes.THREW || othersAreAlive()) {
        System.exit(code);
      }
      if (code != 0) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
      }
    } catch (Throwable e) {
      halt(code); // a security manager of the user's, perhaps
    }
    if (code != 0) {
      throw new QuietExit();
    }
  }

  private static void halt(int code) {
    try {
      Runtime.getRuntime().halt(code);
    } catch (SecurityException e) {
      // Then main ends as it may; how the method ended has been told.
    }
  }

  private static boolean othersAreAlive() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[group.activeCount() + 16];
    int count = group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i] != Thread.currentThread() && !threads[i].isDaemon()) {
        return true;
      }
    }
    return count == threads.length; // there may be more than were listed
  }

  /** Leaves main with the exit code 1, and nothing printed. */
  private static final class QuietExit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuietExit() {
      super(null, null, false, false);
    }
  }
}
