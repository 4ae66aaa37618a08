package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import org.jspecify.annotations.Nullable;

/**
 * Counts workers that end in a row before they have done anything: since they do not get up, or not
 * through what they are set up with.
 *
 * <p>Threads: owned by the scheduler's.
 */
final class Barren {

  private static final int MAX = 5;

  private int count;

  /** A task is done. */
  void reset() {
    count = 0;
  }

  /**
   * A worker has ended of itself.
   *
   * @param settingUp whether it made what is made once a worker
   * @return why the swarm cannot go on; null if it can
   */
  @Nullable String ended(Seat seat, boolean settingUp, WorkerDeath death) {
    if (seat.blameless || seat.stopping || seat.done > 0 && !settingUp) {
      return null;
    }
    count++;
    if (count < MAX && !(death.end() instanceof ChildEnd.ServerGone)) {
      return null;
    }
    return (count == 1 ? "a worker" : "each of the last " + count + " workers")
        + " ended before it "
        + (settingUp ? "was set up" : "was given anything to do")
        + ". The last "
        + death.text();
  }
}
