package dev.zproc.runtime.internal.boot;

import dev.zproc.FailedRun;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;

/**
 * Where a wait that the child itself evaluates begins, in this attempt or in another.
 *
 * @param revision the revision
 * @param inclusive whether the condition is looked at there as at a birth, before all changes; else
 *     the wait begins with the change after it
 */
public record Position(long revision, boolean inclusive) {

  /**
   * Reads what {@link #encode} made.
   *
   * @throws dev.zproc.runtime.internal.engine.ProtocolException if it is something else
   */
  public static Position decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    Position position = new Position(in.varint(), in.bool());
    in.finish();
    return position;
  }

  /** Itself as bytes. */
  public Bytes encode() {
    return Bytes.wrap(new WireWriter().varint(revision).bool(inclusive).toByteArray());
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
