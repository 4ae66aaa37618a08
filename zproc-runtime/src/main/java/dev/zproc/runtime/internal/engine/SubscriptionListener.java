package dev.zproc.runtime.internal.engine;

/** Told what becomes of a watch or a wait; the terms are those of {@link WatchListener}. */
public interface SubscriptionListener {

  /**
   * It is open, and told whatever there was to tell of the state as it was then, within its credit;
   * again each time that it had to be opened anew.
   */
  default void onOpened() {}

  /** History no longer reaches back to where it stands; it has ended. */
  void onGone(long oldestRevision);

  /** The engine has ended, and it with it. */
  void onClosed(Throwable cause);
}
