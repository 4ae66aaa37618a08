package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;

/**
 * What a session learns when the server has let it in.
 *
 * @param epoch how often this state has been taken up by a server; another one than before means
 *     that what was under way may be lost
 * @param revision the newest revision
 * @param pid the process that the server runs in
 * @param session which it is: for a guest, the one that has been made for it
 * @param birth the revision at which the session was born
 * @param maxMessageBytes the largest request that the server takes
 * @param maxRequests how many requests the session may have waiting to be sent
 * @param returns whether the server is started again where it was if it dies, with the sessions
 *     that there are and all that it has answered to them
 */
public record Welcome(
    long epoch,
    long revision,
    long pid,
    long session,
    long birth,
    int maxMessageBytes,
    int maxRequests,
    boolean returns) {

  /** How much larger than a request an answer may be: a range has more than was written at once. */
  private static final int ANSWER_FACTOR = 4;

  /** The largest record that the server sends. */
  public int maxAnswerBytes() {
    return (int) Math.min((long) ANSWER_FACTOR * maxMessageBytes, Integer.MAX_VALUE - 64);
  }

  void write(WireWriter out) {
    out.varint(epoch).varint(revision).varint(pid).varint(session).varint(birth);
    out.varint(maxMessageBytes).varint(maxRequests).bool(returns);
  }

  static Welcome read(WireReader in) {
    return new Welcome(
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.size(),
        in.size(),
        in.bool());
  }
}
