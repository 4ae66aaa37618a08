package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.WatchSpec;

/** Describes an open watch or wait, so that a dump can show who waits for what. */
public sealed interface Wait {

  /** Whose it is. */
  WatchKey key();

  /** The revision from which it was opened. */
  long since();

  /** How many deliveries it may still be given. */
  long credit();

  /**
   * A watch.
   *
   * @param lagging whether a commit that it has not been given is waiting for credit
   */
  record OpenWatch(WatchKey key, WatchSpec spec, long since, long credit, boolean lagging)
      implements Wait {}

  /**
   * A wait for a condition.
   *
   * @param matched whether a match that it has not been given is waiting for credit
   */
  record OpenCondition(WatchKey key, ConditionSpec spec, long since, long credit, boolean matched)
      implements Wait {}
}
