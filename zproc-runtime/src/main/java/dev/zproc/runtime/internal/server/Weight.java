package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.WaitInfo;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says about how many bytes a message will have, before it is encoded. */
final class Weight {

  private static final int EACH = 32;

  /** What is smaller is not looked for among those that were counted. */
  private static final int SHARED_BYTES = 4 * 1024;

  private static final Weight PLAIN = new Weight(null);

  /** The values that were counted, by identity; null if all are. */
  private final @Nullable Set<Bytes> counted;

  private Weight(@Nullable Set<Bytes> counted) {
    this.counted = counted;
  }

  /** Makes one that counts a large value once, in however many messages it is. */
  static Weight ofAllTogether() {
    return new Weight(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  static long of(Reply reply) {
    return PLAIN.weigh(reply);
  }

  static long of(Commit commit) {
    return PLAIN.weigh(commit);
  }

  static long of(List<Entry> entries) {
    return PLAIN.weigh(entries);
  }

  static long of(Push push) {
    return PLAIN.weigh(push);
  }

  static long of(CommitEvent event) {
    return PLAIN.weigh(event);
  }

  static long of(WaitInfo wait) {
    return PLAIN.weigh(wait);
  }

  static long of(Match match) {
    return PLAIN.weigh(match);
  }

  long weigh(Reply reply) {
    if (reply instanceof Reply.Found found) {
      return EACH + weigh(found.result().entry());
    }
    if (reply instanceof Reply.FoundAll all) {
      long sum = EACH;
      for (Reply.Present present : all.values()) {
        sum += weigh(present);
      }
      return sum;
    }
    if (reply instanceof Reply.Listed listed) {
      return EACH + entries(listed.result().entries());
    }
    if (reply instanceof Reply.Committed committed) {
      long sum = EACH + entries(committed.result().current());
      for (OperationResult each : committed.result().results()) {
        sum += weigh(each.previous()) + weigh(each.current());
      }
      return sum;
    }
    if (reply instanceof Reply.Granted granted) {
      return EACH + entries(granted.found().entries());
    }
    if (reply instanceof Reply.Taken taken) {
      return EACH + weigh(taken.payload());
    }
    if (reply instanceof Reply.Waiting waiting) {
      return EACH + waiting.waits().stream().mapToLong(this::weigh).sum();
    }
    return EACH;
  }

  static long of(Reply.@Nullable Present present) {
    return PLAIN.weigh(present);
  }

  private long weigh(Reply.@Nullable Present present) {
    return present == null ? 1 : EACH + weigh(present.value());
  }

  long weigh(Commit commit) {
    long sum = EACH;
    for (Compare compare : commit.compares()) {
      sum += EACH + compare.key().size();
      sum += compare instanceof Compare.Value value ? weigh(value.value()) : 0;
    }
    for (Operation operation : commit.operations()) {
      sum += EACH;
      if (operation instanceof Operation.Put put) {
        sum += put.key().size() + put.value().size();
      } else if (operation instanceof Operation.Computed computed) {
        sum += computed.key().size() + computed.initial().size();
        sum += operation instanceof Operation.Append append ? append.element().size() : 0;
      }
    }
    return sum;
  }

  long weigh(List<Entry> entries) {
    return entries(entries);
  }

  long weigh(Push push) {
    if (push instanceof Push.Event event) {
      return weigh(event.event());
    }
    if (push instanceof Push.Matched matched) {
      return weigh(matched.match());
    }
    if (push instanceof Push.BirthMatch match) {
      return weigh(match.match());
    }
    if (push instanceof Push.FromChild note) {
      return EACH + note.payload().size();
    }
    if (push instanceof Push.ChildOutcome outcome) {
      return EACH + outcome.payload().size();
    }
    if (push instanceof Push.FromParent told) {
      return EACH + told.payload().size();
    }
    return EACH;
  }

  long weigh(CommitEvent event) {
    long sum = EACH;
    for (KeyChange change : event.changes()) {
      sum += EACH + change.key().size() + weigh(change.value()) + weigh(change.previous());
    }
    return sum;
  }

  long weigh(WaitInfo wait) {
    long sum = EACH + 3L * (wait.process().length() + wait.label().length());
    for (WaitInfo.Reading reading : wait.readings()) {
      sum += EACH + reading.key().size() + weigh(reading.value());
    }
    return sum;
  }

  long weigh(Match match) {
    return EACH + entries(match.captured());
  }

  private long entries(List<? extends @Nullable Entry> entries) {
    long sum = 0;
    for (Entry entry : entries) {
      sum += weigh(entry);
    }
    return sum;
  }

  private long weigh(@Nullable Entry entry) {
    return entry == null ? 1 : EACH + entry.key().size() + weigh(entry.value());
  }

  private long weigh(@Nullable Bytes bytes) {
    if (bytes == null) {
      return 1;
    }
    // That it is small is asked first: most are, and a set of all of them would weigh more.
    return counted == null || bytes.size() < SHARED_BYTES || counted.add(bytes) ? bytes.size() : 0;
  }
}
