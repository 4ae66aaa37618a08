package dev.zproc.runtime.internal.process;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.failure.ChildEnd;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;

/**
 * Decides after each end of one child whether and when it is started again: OTP's restart
 * intensity, with a delay that doubles up to 30 s, give or take 20 % at random, and starts over
 * after an attempt that has lived for 60 s.
 *
 * <p>Time and chance come from outside.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class RestartSchedule {

  static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();
  static final long HEALTHY_NANOS = Duration.ofSeconds(60).toNanos();
  static final double JITTER = 0.2;

  private final RestartPlan plan;
  private final DoubleSupplier random;
  private final Deque<Long> restarts = new ArrayDeque<>();
  private long delayNanos;

  /**
   * Makes the schedule of a new child.
   *
   * @param random gives numbers in [0, 1)
   */
  RestartSchedule(RestartPlan plan, DoubleSupplier random) {
    this.plan = plan;
    this.random = random;
    this.delayNanos = first();
  }

  /** What is to follow the end of an attempt. */
  sealed interface Decision {}

  /** Another attempt, after a delay. */
  record Again(long delayNanos) implements Decision {}

  /** Nothing: the plan does not want another. */
  record Over() implements Decision {}

  /** Nothing: there were too many already. */
  record TooOften(GaveUp limit) implements Decision {}

  /**
   * Returns what is to follow.
   *
   * @param end how the last attempt ended
   * @param livedNanos how long it lived
   * @param nowNanos the time, on any clock that does not go back
   */
  Decision next(ChildEnd end, long livedNanos, long nowNanos) {
    if (plan.on() == RestartPolicy.NEVER
        || plan.on() == RestartPolicy.ON_FAILURE && end.isSuccess()) {
      return new Over();
    }
    if (livedNanos >= HEALTHY_NANOS) {
      delayNanos = first();
    }
    long oldest = nowNanos - plan.within().toNanos();
    while (!restarts.isEmpty() && restarts.peekFirst() - oldest < 0) {
      restarts.removeFirst();
    }
    if (restarts.size() >= plan.max()) {
      return new TooOften(new GaveUp(restarts.size(), plan.within()));
    }
    restarts.addLast(nowNanos);
    long delay = (long) (delayNanos * (1 - JITTER + 2 * JITTER * random.getAsDouble()));
    delayNanos = Math.min(delayNanos * 2, LONGEST_NANOS);
    return new Again(delay);
  }

  private long first() {
    return Math.min(plan.backoff().toNanos(), LONGEST_NANOS);
  }
}
