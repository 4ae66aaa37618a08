package dev.zproc.runtime.internal.process;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Tells when a process has ended, with its exit code, however busy this program is.
 *
 * <p>{@link Process#onExit} tells it through the common pool, which a program may hold up for as
 * long as it likes, and the end of the process's stdout says nothing where a program that it has
 * started holds it open. So a thread of ours waits for each process: it sleeps in {@link
 * Process#waitFor}, which the JDK's own reaper wakes.
 *
 * <p>Threads: owned by its own daemon thread, {@code zproc-exit[name]}, which completes the future.
 */
final class ExitWatch {

  private static final int STACK_BYTES = 256 << 10;

  private ExitWatch() {}

  /**
   * Begins to wait for the end of {@code process}.
   *
   * @param report makes what is told of it from the exit code; it may wait
   */
  static <T> CompletableFuture<T> start(
      String threadName, Process process, IntFunction<T> report) {
    CompletableFuture<T> exit = new CompletableFuture<>();
    Runnable task =
        () -> {
          int code = awaitEnd(process);
          T told;
          try {
            told = report.apply(code);
          } catch (Throwable e) {
            exit.completeExceptionally(e);
            return;
          }
          exit.complete(told);
        };
    Thread thread = new Thread(null, task, threadName, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    return exit;
  }

  private static int awaitEnd(Process process) {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        // Nobody but a stranger does, and the process is waited for all the same.
      }
    }
  }
}
