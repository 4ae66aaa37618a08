package dev.zproc.runtime.internal.supervision;

import java.time.Duration;

/**
 * Hears what happens to the children of a context, as it happens.
 *
 * <p>Threads: called by the thread {@code zproc-supervisor}, one call at a time, which
 * implementations must not hold up. What they throw is logged and changes nothing.
 */
public interface SupervisionListener {

  /** Hears nothing. */
  SupervisionListener NONE = new SupervisionListener() {};

  /** A process was forked. */
  default void started(AttemptId attempt) {}

  /** It is up, and waits for its condition. */
  default void waiting(AttemptId attempt) {}

  /** Its method has begun; for a wait that repeats, for the first time. */
  default void running(AttemptId attempt) {}

  /** Its process has ended, or could not be forked. */
  default void exited(AttemptId attempt, Ended how) {}

  /** It has ended and is started again after {@code delay}. */
  default void restarting(AttemptId attempt, Ended how, Duration delay) {}

  /** It has failed and is not started again, since it was so too often. */
  default void gaveUp(AttemptId attempt, Ended how, GaveUp limit) {}

  /** The child has ended for good; the last call about it. */
  default void ended(AttemptId attempt, Ended how) {}
}
