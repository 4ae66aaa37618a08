package dev.zproc.runtime.internal.engine;

/** Told the matches of a wait, under the same terms as {@link WatchListener}. */
public interface MatchListener extends SubscriptionListener {

  /** The next match, in order of revisions; each counts against what was requested. */
  void onMatch(Match match);
}
