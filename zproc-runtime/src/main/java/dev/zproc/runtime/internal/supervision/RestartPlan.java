package dev.zproc.runtime.internal.supervision;

import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;

/**
 * When a child that has ended is started again, and what follows if it is not.
 *
 * @param on after which ends
 * @param retryOn after which failures, if {@code on} is ON_FAILURE
 * @param max how many restarts {@code within} the period are allowed before giving up
 * @param within the period
 * @param backoff the delays before restarts
 * @param onGiveUp who is concerned when it has failed for good
 */
public record RestartPlan(
    RestartPolicy on,
    RetryFilter retryOn,
    int max,
    Duration within,
    RestartBackoff backoff,
    GiveUp onGiveUp) {

  public RestartPlan {
    within = Durations.bounded(within);
    if (max < 1 && on != RestartPolicy.NEVER) {
      throw new IllegalArgumentException("max must be at least 1, not " + max);
    }
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("within must be positive, not " + Durations.text(within));
    }
  }
}
