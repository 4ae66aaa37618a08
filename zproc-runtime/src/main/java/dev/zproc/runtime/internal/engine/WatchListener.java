package dev.zproc.runtime.internal.engine;

/**
 * Told what a watch finds. The engine calls it from a thread of its own, never two calls at a time;
 * implementations hand over and return at once.
 */
public interface WatchListener extends SubscriptionListener {

  /** The next matching commit, in order of revisions; each counts against what was requested. */
  void onEvent(CommitEvent event);
}
