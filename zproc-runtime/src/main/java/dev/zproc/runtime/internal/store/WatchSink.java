package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Match;

/**
 * Takes what the watches and waits of a store find, for whoever sends it on.
 *
 * <p>Called by the methods of {@link Store} that commit, open and credit, before they return. It
 * must neither call the store nor throw. After {@code gone} or {@code ended} a watch is forgotten
 * and its key is free.
 *
 * <p>Threads: called by the thread that calls the store.
 */
public interface WatchSink {

  /** The next commit that {@code watch} looks for; it used one of its credit. */
  void event(WatchKey watch, CommitEvent event);

  /** The next revision at which what {@code wait} waits for held; it used one of its credit. */
  void match(WatchKey wait, Match match);

  /**
   * History no longer reaches back to what comes next; this needs no credit.
   *
   * @param oldest the oldest revision that can still be read and watched from
   */
  void gone(WatchKey watch, long oldest);

  /** The watch has delivered as many as it was asked for; follows the last of them at once. */
  void ended(WatchKey watch);
}
