package dev.zproc.runtime.internal.process;

import dev.zproc.RestartPolicy;
import java.time.Duration;

/**
 * When a child that has ended is started again.
 *
 * <p>Threads: immutable.
 *
 * @param on after which ends
 * @param max how many restarts {@code within} the period are allowed before giving up
 * @param within the period
 * @param backoff the delay before the first restart
 */
public record RestartPlan(RestartPolicy on, int max, Duration within, Duration backoff) {

  public RestartPlan {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, not " + max);
    }
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("within must be positive, not " + within);
    }
    if (backoff.isNegative()) {
      throw new IllegalArgumentException("backoff must not be negative, as is " + backoff);
    }
  }
}
