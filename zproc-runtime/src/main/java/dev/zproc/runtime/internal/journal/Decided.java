package dev.zproc.runtime.internal.journal;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EntryChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit as it was decided.
 *
 * @param revision the one that it makes; where it changes nothing, the one at which that was so
 * @param origin the session that made it
 * @param compares on what it depends
 * @param changes what it does; nothing if a compare did not hold, or it touched no key
 * @param request what lets a repetition of it be answered; null if nobody will repeat it
 */
public record Decided(
    long revision,
    long origin,
    List<Compare> compares,
    List<EntryChange> changes,
    @Nullable Repeatable request) {

  /**
   * A request that its client sends again if it does not see the reply.
   *
   * @param link which link of the session has sent it
   * @param number which it is of that link
   * @param unanswered the lowest number of which the client lacked the reply
   * @param reply the reply, as bytes
   */
  public record Repeatable(long link, long number, long unanswered, Bytes reply) {}
}
