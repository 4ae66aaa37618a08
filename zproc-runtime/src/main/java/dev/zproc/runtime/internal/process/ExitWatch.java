package dev.zproc.runtime.internal.process;

import java.util.concurrent.CompletableFuture;

/**
 * Tells when a process has ended, with its exit code.
 *
 * <p>The JDK tells it through the common pool, which a busy program may hold up for as long as it
 * likes; so the end of the process's stdout is a second sign, seen by a thread of ours. Either
 * alone is enough: a foreign grandchild may hold the stdout for longer than the process lives.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ExitWatch {

  private final Process process;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  ExitWatch(Process process) {
    this.process = process;
    process.onExit().thenAccept(ended -> exit.complete(ended.exitValue()));
  }

  CompletableFuture<Integer> exit() {
    return exit;
  }

  /** Waits in the calling thread; for a thread that has nothing else to do any more. */
  void waitHere() {
    try {
      exit.complete(process.waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then the other sign must do
    }
  }
}
