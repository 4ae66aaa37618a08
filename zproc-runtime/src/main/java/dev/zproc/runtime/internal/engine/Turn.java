package dev.zproc.runtime.internal.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A lease on the right to read and write undisturbed: until it ends, no commit of anybody else
 * changes what was read in it. So what was read holds together, whatever the revision of each read,
 * and the commit cannot conflict.
 *
 * <p>It ends by its commit, by {@link #end}, when its lease is over, or when the engine loses the
 * session. What comes later in its name is refused with {@link EngineException.TurnOver}.
 *
 * <p>Threads: safe for use by many threads.
 */
public interface Turn {

  /** The number that tells this turn from those before and after; it only grows. */
  long fence();

  /** How long the lease is, in milliseconds from the grant on. */
  long leaseMillis();

  /**
   * How many of the ranges that the turn was asked for were read as it began, from the first on.
   */
  int covered();

  /** The entries of those ranges, in their order, as the turn began. */
  List<Entry> found();

  /** Reads a range at the newest revision; nobody else changes it from here on. */
  CompletableFuture<RangeResult> range(KeyRange range);

  /** Commits, and ends the turn whatever becomes of the commit. */
  CompletableFuture<CommitResult> commit(Commit commit);

  /** Ends the turn; does nothing if it has ended. */
  void end();
}
