package dev.zproc;

/**
 * Who else is concerned when a child has failed for good: it is not to be started again, or was so
 * too often. Whoever waits for the child gets the failure in any case.
 */
public enum GiveUp {
  /** Nobody: its failure goes to whoever waits for it. */
  FAIL_WAITERS,
  /** Its group is stopped, and fails; the same as {@link #FAIL_WAITERS} without a group. */
  STOP_GROUP,
  /**
   * The context of the root process is closed, with all processes that belong to it, however deep
   * below the root the child is; {@code awaitAll} in the root throws the failure.
   */
  STOP_ROOT
}
