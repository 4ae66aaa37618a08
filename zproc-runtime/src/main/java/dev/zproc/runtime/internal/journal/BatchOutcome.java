package dev.zproc.runtime.internal.journal;

/**
 * What became of a batch: the first {@code taken} of its commits last, at the revisions for which
 * they were decided. To the others applies {@code rest}.
 *
 * @param why what is wrong, and what to do about it; empty if nothing is
 */
public record BatchOutcome(int taken, Rest rest, String why) {

  /** What to do about the commits that were not taken. */
  public enum Rest {
    /** They are to be decided again: others were faster where this log is shared. */
    AGAIN,
    /** They fail; the next ones may be taken. */
    FAILED,
    /** Nobody knows whether they last, and nothing is taken any more: the server has to end. */
    BROKEN
  }

  /** All of a batch lasts. */
  public static BatchOutcome all(int count) {
    return new BatchOutcome(count, Rest.AGAIN, "");
  }

  /** None of it does, and those who wait for it are told why. */
  public static BatchOutcome failed(String why) {
    return new BatchOutcome(0, Rest.FAILED, why);
  }

  /** Nobody knows. */
  public static BatchOutcome broken(String why) {
    return new BatchOutcome(0, Rest.BROKEN, why);
  }
}
