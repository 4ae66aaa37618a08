package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.journal.TakenUp;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyCodec;
import dev.zproc.runtime.internal.wire.Request;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request that a client sends again, since it has not seen the reply, be done only once: the
 * replies that the client still lacks are kept. Requests come in the order of their numbers, on
 * every connection, so one that is not above the highest has been done before.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Answers {

  /** How many unanswered requests of this kind a client may have. */
  static final int MAX_OPEN = 1024;

  private final TreeMap<Long, Reply> kept = new TreeMap<>();

  /** Those that are under way: their replies come later. */
  private final Set<Long> pending = new HashSet<>();

  private long highest;

  Answers() {}

  /** Goes on with what is known of a link that another server has served. */
  Answers(TakenUp.Answered before) {
    highest = before.highest();
    before
        .replies()
        .forEach(
            (number, reply) -> kept.put(number, ReplyCodec.read(new WireReader(reply.shared()))));
  }

  /**
   * Returns the reply to {@code asked}, which {@code work} makes if it has not been made before;
   * null if it comes later.
   */
  @Nullable Reply answer(Envelope.Asked asked, Function<Request, @Nullable Reply> work) {
    forgetBelow(asked.unanswered());
    long number = asked.number();
    if (asked.request().retry() != Request.Retry.ONCE) {
      highest = Math.max(highest, number);
      return work.apply(asked.request());
    }
    Reply before = kept.get(number);
    if (before != null || pending.contains(number)) {
      return before;
    }
    if (number <= highest) {
      return new Reply.Failed(
          Reply.Cause.FORGOTTEN, "request " + number + " was done, but its result is gone", 0);
    }
    if (kept.size() + pending.size() > MAX_OPEN) {
      return new Reply.Failed(
          Reply.Cause.REJECTED, "more than " + MAX_OPEN + " unanswered requests", 0);
    }
    highest = number;
    Reply reply = work.apply(asked.request());
    if (reply == null) {
      pending.add(number);
    } else {
      kept.put(number, reply);
    }
    return reply;
  }

  /** Takes the reply to a request that was under way. */
  void done(long number, Reply reply) {
    if (pending.remove(number)) {
      kept.put(number, reply);
    }
  }

  private void forgetBelow(long unanswered) {
    Iterator<Long> numbers = kept.keySet().iterator();
    while (numbers.hasNext() && numbers.next() < unanswered) {
      numbers.remove();
    }
  }
}
