package dev.zproc.runtime.internal.wait;

import org.jspecify.annotations.Nullable;

/**
 * The revisions at which a condition holds, one by one.
 *
 * <p>Threads: not safe; used by the thread that waits.
 */
public interface MatchFeed extends AutoCloseable {

  /** Waits for the next match; null at the deadline. */
  @Nullable Found next(Deadline deadline, String awaited);

  @Override
  void close();
}
