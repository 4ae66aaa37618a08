package dev.zproc;

/**
 * What becomes of a run that failed, when its process is started again: whether the next attempt
 * runs for the same match once more. See {@link WaitFor#onFailure()}.
 */
public enum FailedRun {
  /**
   * It is skipped: with {@link WaitFor#repeat()} the next attempt goes on with the match after it,
   * so that each match is run at most once; without, it waits anew, from its own start on.
   */
  SKIP,
  /**
   * It is repeated: the next attempt begins with the same match, so that each match is run at least
   * once until a run has returned.
   */
  REPEAT
}
