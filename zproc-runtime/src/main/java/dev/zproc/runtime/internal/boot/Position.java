package dev.zproc.runtime.internal.boot;

import dev.zproc.FailedRun;
import dev.zproc.runtime.internal.engine.Bytes;
import java.nio.ByteBuffer;

/**
 * Where a wait that the child itself evaluates begins, in this attempt or in another.
 *
 * <p>Threads: immutable.
 *
 * @param revision the revision
 * @param inclusive whether the condition is looked at there as at a birth, before all changes; else
 *     the wait begins with the change after it
 */
public record Position(long revision, boolean inclusive) {

  /**
   * Reads what {@link #encode} made.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Position decode(Bytes bytes) {
    if (bytes.size() != 9) {
      throw new IllegalArgumentException("no position has " + bytes.size() + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes.shared());
    return new Position(in.getLong(), in.get() != 0);
  }

  /** Itself as bytes. */
  public Bytes encode() {
    return Bytes.wrap(
        ByteBuffer.allocate(9).putLong(revision).put((byte) (inclusive ? 1 : 0)).array());
  }

  /** Where another attempt begins if the run for the match at {@code matched} fails. */
  public Position ifFails(long matched, FailedRun onFailure) {
    if (onFailure == FailedRun.SKIP) {
      return after(matched);
    }
    return inclusive && matched == revision ? this : after(matched - 1);
  }

  /** Behind the match at {@code matched}. */
  public static Position after(long matched) {
    return new Position(matched, false);
  }
}
