package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.EngineException;

/**
 * How much one store keeps and takes.
 *
 * @param historyRevisions how many revisions are kept for watches and for reads of the past, unless
 *     a pin asks for more; 100,000 by default
 * @param historyBytes how many bytes those may hold beyond the newest state, pins or not; 64 MiB by
 *     default
 * @param maxKeyBytes the largest key; 8 KiB by default
 * @param maxValueBytes the largest value; 16 MiB by default
 * @param maxOperations the most operations, and the most compares, of one commit; 10,000 by default
 * @param maxTerms the most terms of a criterion and ranges of a watch; 10,000 by default
 * @param maxWatches the most watches and waits that one session may have open; 200,000 by default
 * @param maxStateBytes about how many bytes the newest state may take on the heap; without end by
 *     default. What makes it no larger is never refused.
 */
public record StoreLimits(
    int historyRevisions,
    long historyBytes,
    int maxKeyBytes,
    int maxValueBytes,
    int maxOperations,
    int maxTerms,
    int maxWatches,
    long maxStateBytes) {

  /** As the canonical constructor, without an end of the state. */
  public StoreLimits(
      int historyRevisions,
      long historyBytes,
      int maxKeyBytes,
      int maxValueBytes,
      int maxOperations,
      int maxTerms,
      int maxWatches) {
    this(
        historyRevisions,
        historyBytes,
        maxKeyBytes,
        maxValueBytes,
        maxOperations,
        maxTerms,
        maxWatches,
        Long.MAX_VALUE);
  }

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is less than 1; the message names it
   */
  public StoreLimits {
    atLeastOne("historyRevisions", historyRevisions);
    atLeastOne("historyBytes", historyBytes);
    atLeastOne("maxKeyBytes", maxKeyBytes);
    atLeastOne("maxValueBytes", maxValueBytes);
    atLeastOne("maxOperations", maxOperations);
    atLeastOne("maxTerms", maxTerms);
    atLeastOne("maxWatches", maxWatches);
    atLeastOne("maxStateBytes", maxStateBytes);
  }

  /** Returns the limits that hold where nothing else was asked for. */
  public static StoreLimits defaults() {
    return new StoreLimits(100_000, 64L << 20, 8 << 10, 16 << 20, 10_000, 10_000, 200_000);
  }

  /** Returns these limits with another length of history. */
  public StoreLimits withHistory(int revisions, long bytes) {
    return new StoreLimits(
        revisions,
        bytes,
        maxKeyBytes,
        maxValueBytes,
        maxOperations,
        maxTerms,
        maxWatches,
        maxStateBytes);
  }

  /** Returns these limits with another end of the state. */
  public StoreLimits withMaxStateBytes(long bytes) {
    return new StoreLimits(
        historyRevisions,
        historyBytes,
        maxKeyBytes,
        maxValueBytes,
        maxOperations,
        maxTerms,
        maxWatches,
        bytes);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but a store needs at least 1; set a positive limit");
    }
  }

  /** Checks how many compares or operations a commit has. */
  void checkOperations(String what, int count) {
    if (count > maxOperations) {
      throw new EngineException.Rejected(
          "the commit has "
              + count
              + " "
              + what
              + ", but the limit (maxOperations) is "
              + maxOperations
              + "; split it, or raise the limit");
    }
  }
}
