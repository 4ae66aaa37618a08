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

  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final Thread thread;

  private ExitWatch(String threadName, Process process) {
    thread = new Thread(null, () -> code.complete(awaitEnd(process)), threadName, STACK_BYTES);
    thread.setDaemon(true);
  }

  /** Begins to wait for the end of {@code process}. */
  static ExitWatch start(String threadName, Process process) {
    ExitWatch watch = new ExitWatch(threadName, process);
    watch.thread.start();
    return watch;
  }

  /** The exit code, once the process has ended. */
  CompletableFuture<Integer> code() {
    return code;
  }

  /**
   * What is told of the end.
   *
   * @param report makes it from the exit code, in the thread that waits for that; it may wait
   */
  <T> CompletableFuture<T> told(IntFunction<T> report) {
    CompletableFuture<T> told = new CompletableFuture<>();
    code.thenAccept(
        ended -> {
          T said;
          try {
            said = report.apply(ended);
          } catch (Throwable e) {
            told.completeExceptionally(e);
            return;
          }
          told.complete(said);
        });
    return told;
  }

  /** From here on it waits in another name. */
  void rename(String threadName) {
    thread.setName(threadName);
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
