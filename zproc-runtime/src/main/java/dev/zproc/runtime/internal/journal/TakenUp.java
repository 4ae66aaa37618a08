package dev.zproc.runtime.internal.journal;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import java.util.List;
import java.util.Map;

/**
 * The state as a log has kept it.
 *
 * @param epoch how often it has been taken up, this time included; 1 if it is new
 * @param same whether it was the same root that had it before, whose sessions go on
 * @param base the revision at which its history begins
 * @param entries the entries at that revision
 * @param commits what followed, each at the next revision
 * @param answered what is known of the requests of each session, by its number
 */
public record TakenUp(
    long epoch,
    boolean same,
    long base,
    List<Entry> entries,
    List<Decided> commits,
    Map<Long, Answered> answered) {

  /**
   * The requests of a session's last link.
   *
   * @param highest the number of the last one that was done
   * @param replies those that the client may lack, by number
   */
  public record Answered(long link, long highest, Map<Long, Bytes> replies) {}
}
