package dev.zproc.runtime.internal.swarm;

/**
 * Says in a worker's {@link Mark} if another thread than that of the tasks has ended the JVM: one
 * that an earlier task has left behind, most likely, so that neither the present one nor those that
 * begin before the end are to blame for it.
 *
 * <p>Threads: a shutdown hook.
 */
final class ForeignExit implements Runnable {

  private final Thread main;
  private final Mark mark;

  ForeignExit(Thread main, Mark mark) {
    this.main = main;
    this.mark = mark;
  }

  /**
   * Has it said from here on.
   *
   * @param main does the tasks
   */
  static void watch(Thread main, Mark mark) {
    try {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(new ForeignExit(main, mark), "zproc-exit-by"));
    } catch (IllegalStateException e) {
      // The JVM is on its way out already, before it had a task.
    }
  }

  @Override
  public void run() {
    if (!hasCalledExit(main)) {
      mark.exitsByAnother();
    }
  }

  /** Whether it waits in {@link Runtime#exit} for the end, which {@link System#exit} calls. */
  private static boolean hasCalledExit(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Runtime")
          && frame.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }
}
