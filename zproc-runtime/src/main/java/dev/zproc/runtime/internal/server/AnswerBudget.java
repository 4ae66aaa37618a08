package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.wire.Reply;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the replies of all sessions may take that are kept in case their clients lack them. Beyond
 * it the oldest are forgotten, but never the newest: a client that has them misses nothing, and one
 * that has lost its connection before it had it is told that the result is gone.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class AnswerBudget {

  private static final int BYTES_EACH = 64;

  /** A reply that is kept, as its own number of one session. */
  static final class Kept {
    final Reply reply;
    private final Answers of;
    private final long number;
    private final long bytes;

    Kept(Answers of, long number, Reply reply) {
      this.of = of;
      this.number = number;
      this.reply = reply;
      this.bytes = BYTES_EACH + Weight.of(reply);
    }
  }

  private final Set<Kept> all = new LinkedHashSet<>();
  private final long max;
  private long bytes;

  /** Makes a budget of so many bytes, about, of which nothing is used. */
  AnswerBudget(long max) {
    this.max = max;
  }

  /** Counts one, for which others may be forgotten. */
  void add(Kept kept) {
    all.add(kept);
    bytes += kept.bytes;
    Iterator<Kept> oldest = all.iterator();
    while (bytes > max && all.size() > 1) {
      Kept next = oldest.next();
      oldest.remove();
      bytes -= next.bytes;
      next.of.forget(next.number);
    }
  }

  /** It is not kept any more. */
  void remove(Kept kept) {
    if (all.remove(kept)) {
      bytes -= kept.bytes;
    }
  }

  /** About how many bytes are kept. */
  long bytes() {
    return bytes;
  }
}
