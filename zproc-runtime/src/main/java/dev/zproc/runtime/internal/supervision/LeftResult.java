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

  /** As it came; null once {@link #encoded} has taken its place. */
  private @Nullable Bytes outcome;

  private byte @Nullable [] encoded;

  LeftResult(Bytes outcome) {
    this.outcome = outcome;
  }

  /** How many bytes it has; 0 once it is let go. */
  public synchronized int size() {
    Bytes there = outcome;
    byte[] taken = encoded;
    return there != null ? there.size() : taken != null ? taken.length : 0;
  }

  /**
   * Returns it; null once it is let go. Who decodes it has room for that beside it, and no more.
   */
  public synchronized byte @Nullable [] encoded() {
    Bytes there = outcome;
    if (there != null) {
      encoded = Outcome.result(there);
      outcome = null;
    }
    return encoded;
  }

  /** Lets it go. */
  public synchronized void decoded() {
    outcome = null;
    encoded = null;
  }
}
