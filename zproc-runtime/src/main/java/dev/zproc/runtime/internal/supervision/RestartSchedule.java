package dev.zproc.runtime.internal.supervision;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.failure.BadValueException;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Decides after each end of one child whether and when it is started again: OTP's restart
 * intensity, with exponential back-off and jitter between attempts.
 *
 * <p>Time and chance come from outside.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class RestartSchedule {

  private final RestartPlan plan;
  private final Intensity intensity;
  private final DoubleSupplier random;
  private double delayNanos;

  /**
   * Makes the schedule of a new child.
   *
   * @param random gives numbers in [0, 1)
   */
  RestartSchedule(RestartPlan plan, DoubleSupplier random) {
    this.plan = plan;
    this.intensity = new Intensity(plan.max(), plan.within());
    this.random = random;
    this.delayNanos = plan.backoff().first().toNanos();
  }

  /** What is to follow the end of an attempt. */
  sealed interface Decision {}

  /** Another attempt, after a delay. */
  record Again(Duration delay) implements Decision {}

  /** Nothing: the plan does not want another. */
  record Over() implements Decision {}

  /** Nothing: there were too many already. */
  record TooOften(RestartLimit limit) implements Decision {}

  /**
   * Returns what is to follow.
   *
   * @param over how the last attempt ended
   * @param livedNanos how long it lived
   * @param nowNanos the time, on any clock that does not go back
   */
  Decision next(AttemptEnd over, long livedNanos, long nowNanos) {
    if (!isWanted(over)) {
      return new Over();
    }
    RestartBackoff backoff = plan.backoff();
    if (livedNanos >= backoff.resetAfter().toNanos()) {
      delayNanos = backoff.first().toNanos();
    }
    if (!intensity.allows(nowNanos)) {
      return new TooOften(new RestartLimit(null, intensity.count(), plan.within()));
    }
    double spread = 1 - backoff.jitter() + 2 * backoff.jitter() * random.getAsDouble();
    Duration delay = Duration.ofNanos((long) (delayNanos * spread));
    delayNanos = Math.min(delayNanos * backoff.factor(), backoff.longest().toNanos());
    return new Again(delay);
  }

  private boolean isWanted(AttemptEnd over) {
    if (over.hopeless() || isBadValue(over)) {
      return false;
    }
    return plan.on() == RestartPolicy.ALWAYS
        || plan.on() == RestartPolicy.ON_FAILURE
            && !over.end().isSuccess()
            && plan.retryOn().accepts(over);
  }

  /** The next attempt would find the same bytes: only who has named it gets another. */
  private boolean isBadValue(AttemptEnd over) {
    return over.thrown().contains(BadValueException.class.getName()) && !plan.retryOn().names(over);
  }
}
