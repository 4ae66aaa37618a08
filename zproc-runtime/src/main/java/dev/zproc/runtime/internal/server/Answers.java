package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.journal.TakenUp;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyCodec;
import dev.zproc.runtime.internal.wire.Request;
import java.util.HashSet;
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

  private final TreeMap<Long, AnswerBudget.Kept> kept = new TreeMap<>();
  private final AnswerBudget budget;

  /** Those that are under way: their replies come later. */
  private final Set<Long> pending = new HashSet<>();

  private long highest;

  Answers(AnswerBudget budget) {
    this.budget = budget;
  }

  /** Goes on with what is known of a link that another server has served. */
  Answers(AnswerBudget budget, TakenUp.Answered before) {
    this(budget);
    highest = before.highest();
    before
        .replies()
        .forEach((number, reply) -> keep(number, ReplyCodec.read(new WireReader(reply.shared()))));
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
    AnswerBudget.Kept before = kept.get(number);
    if (before != null || pending.contains(number)) {
      return before == null ? null : before.reply;
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
      keep(number, reply);
    }
    return reply;
  }

  /** Takes the reply to a request that was under way. */
  void done(long number, Reply reply) {
    if (pending.remove(number)) {
      keep(number, reply);
    }
  }

  private void keep(long number, Reply reply) {
    AnswerBudget.Kept each = new AnswerBudget.Kept(this, number, reply);
    kept.put(number, each);
    budget.add(each);
  }

  /** There is no room for the reply. */
  void forget(long number) {
    kept.remove(number);
  }

  private void forgetBelow(long unanswered) {
    while (!kept.isEmpty() && kept.firstKey() < unanswered) {
      budget.remove(kept.pollFirstEntry().getValue());
    }
  }

  /** The link is over; returns what there is to know of the next one. */
  Answers next() {
    end();
    return new Answers(budget);
  }

  /** Nobody asks again. */
  void end() {
    pending.clear();
    forgetBelow(Long.MAX_VALUE);
  }
}
