package dev.zproc.runtime;

import java.util.concurrent.TimeUnit;

/**
 * The spawns that threads are in the middle of, for which whoever stops all children waits.
 *
 * <p>Threads: safe for use by many threads.
 */
final class SpawnsUnderWay {

  // Guarded by this.
  private int count;

  synchronized void begun() {
    count++;
  }

  synchronized void over() {
    count--;
    notifyAll();
  }

  /**
   * Waits until there are none, for at most {@code millis}. Cannot be interrupted, as what has
   * begun would be left behind; the flag stays set, by which those who stop the others hurry.
   */
  synchronized void await(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    while (count > 0 && deadline - System.nanoTime() > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(deadline - System.nanoTime(), 1));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
