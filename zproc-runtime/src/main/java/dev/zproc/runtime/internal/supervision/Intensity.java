package dev.zproc.runtime.internal.supervision;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts restarts in a sliding period and says when there are too many: OTP's restart intensity.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class Intensity {

  private final int max;
  private final Duration within;
  private final Deque<Long> restarts = new ArrayDeque<>();

  Intensity(int max, Duration within) {
    this.max = max;
    this.within = within;
  }

  /** Counts one more restart at {@code nowNanos} and returns true, unless that were too many. */
  boolean allows(long nowNanos) {
    long oldest = nowNanos - within.toNanos();
    while (!restarts.isEmpty() && restarts.peekFirst() - oldest < 0) {
      restarts.removeFirst();
    }
    if (restarts.size() >= max) {
      return false;
    }
    restarts.addLast(nowNanos);
    return true;
  }

  /** How many there were in the period when it was last looked at. */
  int count() {
    return restarts.size();
  }
}
