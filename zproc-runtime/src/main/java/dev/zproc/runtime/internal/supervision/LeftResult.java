package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.engine.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the method of a child has returned, encoded, until somebody has decoded it: it may be large,
 * and nobody needs it after that.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class LeftResult {

  private volatile @Nullable Bytes outcome;

  LeftResult(Bytes outcome) {
    this.outcome = outcome;
  }

  /** How many bytes it has; 0 once it is let go. */
  public int size() {
    Bytes there = outcome;
    return there == null ? 0 : there.size();
  }

  /** Returns it, as a copy; null once it is let go. */
  public byte @Nullable [] encoded() {
    Bytes there = outcome;
    return there == null ? null : Outcome.result(there);
  }

  /** Lets it go. */
  public void decoded() {
    outcome = null;
  }
}
