package dev.zproc.runtime.internal.wait;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Waits for the answer to one request. An interrupt does not end that, since a write that is on its
 * way would happen or not; the flag stays set for the next wait. It always ends: the engine fails
 * what a dead server does not answer.
 */
public final class Calls {

  private Calls() {}

  public static <T> T get(CompletableFuture<T> answer) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw Failures.of(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
