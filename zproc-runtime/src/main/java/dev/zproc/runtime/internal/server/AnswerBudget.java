package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.wire.Reply;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the replies of all sessions may take that are kept in case their clients lack them. Beyond
 * it the oldest are forgotten: a client that has them misses nothing, and one that has lost its
 * connection before it had it is told that the result is gone. One that is larger than all of that
 * is kept beside it, until there is another such.
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
  private @Nullable Kept large;
  private long bytes;

  /** Makes a budget of so many bytes, about, of which nothing is used. */
  AnswerBudget(long max) {
    this.max = max;
  }

  /** Counts one, for which others may be forgotten. */
  void add(Kept kept) {
    bytes += kept.bytes;
    if (kept.bytes > max) {
      if (large != null) {
        forget(large);
      }
      large = kept;
      return;
    }
    all.add(kept);
    Iterator<Kept> oldest = all.iterator();
    while (bytes - (large == null ? 0 : large.bytes) > max) {
      Kept next = oldest.next();
      oldest.remove();
      forget(next);
    }
  }

  private void forget(Kept kept) {
    bytes -= kept.bytes;
    kept.of.forget(kept.number);
  }

  /** It is not kept any more. */
  void remove(Kept kept) {
    if (kept == large) {
      large = null;
      bytes -= kept.bytes;
    } else if (all.remove(kept)) {
      bytes -= kept.bytes;
    }
  }

  /** About how many bytes are kept. */
  long bytes() {
    return bytes;
  }
}
