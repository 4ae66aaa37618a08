package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;

/**
 * How a group of children is supervised.
 *
 * @param name what the group is called
 * @param strategy whom a restart concerns
 * @param max how many restarts of all its children {@code within} the period are allowed
 * @param within the period
 * @param startTimeout how long a child may take until it is ready
 */
public record GroupPlan(
    String name, GroupStrategy strategy, int max, Duration within, Duration startTimeout) {

  /** When the next child may start. */
  public enum Readiness {
    /** When this one has begun to wait for its condition, or to run. */
    UP,
    /** When this one has returned. */
    RETURNED,
    /** When something that the group was told to look for holds. */
    CONDITION
  }

  /**
   * What the strategy needs to know of a child.
   *
   * @param restartable whether it may be started again at all
   * @param significant whether its end is that of the group
   */
  public record Member(boolean restartable, boolean significant, Readiness readiness) {}

  public GroupPlan {
    within = Durations.bounded(within);
    startTimeout = Durations.bounded(startTimeout);
    if (max < 0) {
      throw new IllegalArgumentException("max must not be negative, as is " + max);
    }
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("within must be positive, not " + Durations.text(within));
    }
    if (startTimeout.isNegative() || startTimeout.isZero()) {
      throw new IllegalArgumentException(
          "startTimeout must be positive, not " + Durations.text(startTimeout));
    }
  }
}
