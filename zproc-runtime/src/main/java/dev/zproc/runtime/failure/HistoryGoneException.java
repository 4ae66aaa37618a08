package dev.zproc.runtime.failure;

/**
 * The retained history no longer reaches back to the revision that was asked for; so that changes
 * are never missed in silence.
 */
public final class HistoryGoneException extends ZProcException {

  private static final long serialVersionUID = 1L;

  private final long oldestRevision;

  public HistoryGoneException(String message, long oldestRevision) {
    super(message, null);
    this.oldestRevision = oldestRevision;
  }

  /**
   * The oldest revision that could still be read and watched from when this was thrown. Where
   * others commit without a pause it may be gone by now, too: then read a snapshot, and watch from
   * there.
   */
  public long oldestRevision() {
    return oldestRevision;
  }
}
