package dev.zproc.runtime.internal.swarm;

import java.util.concurrent.TimeUnit;

/**
 * Finds out whether a worker holds more of its heap than it should. What is in use may be garbage
 * for the most part; so once it is more than that, a collection is asked for, between two tasks,
 * and what is left then counts.
 *
 * <p>Threads: safe for use by those of a worker.
 */
final class HeldHeap {

  private static final long LEAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How much longer than a collection the pause after it is, at least. */
  private static final int PAUSES = 20;

  private final long most;
  private volatile boolean due;

  // Guarded by this.
  private long held;
  private boolean looked;
  private long notBefore;

  /**
   * Makes a watch.
   *
   * @param most how many bytes are not too many
   */
  HeldHeap(long most) {
    this.most = most;
  }

  /**
   * Looks how much is in use; returns whether {@link #collect} is wanted now.
   *
   * @param busy whether a task is being done, which may hold much for itself: then it {@linkplain
   *     #isDue is due} afterwards
   */
  synchronized boolean look(boolean busy) {
    long inUse = inUse();
    if (inUse <= most) {
      held = inUse;
      due = false;
    } else if (!looked || System.nanoTime() - notBefore >= 0) {
      due = busy;
      return !busy;
    }
    return false;
  }

  /** How many bytes it holds, as far as that is known. */
  synchronized long held() {
    return held;
  }

  /** Whether {@link #collect} is wanted as soon as no task is being done. */
  boolean isDue() {
    return due;
  }

  /** Finds out what is left without the garbage; takes as long as a collection. */
  synchronized void collect() {
    long begin = System.nanoTime();
    System.gc();
    long end = System.nanoTime();
    held = inUse();
    due = false;
    looked = true;
    notBefore = end + Math.max(LEAST_PAUSE_NANOS, PAUSES * (end - begin));
  }

  private static long inUse() {
    Runtime heap = Runtime.getRuntime();
    return heap.totalMemory() - heap.freeMemory();
  }
}
