package dev.zproc.runtime.internal.engine;

/** Told the matches of a wait, under the same terms as {@link WatchListener}. */
public interface MatchListener {

  /** The next match, in order of revisions; each counts against what was requested. */
  void onMatch(Match match);

  /** History no longer reaches back to where the wait stands; the wait has ended. */
  void onGone(long oldestRevision);

  /** The engine has ended, and the wait with it. */
  void onClosed(Throwable cause);
}
