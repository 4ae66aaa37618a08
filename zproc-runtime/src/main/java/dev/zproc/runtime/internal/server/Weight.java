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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says about how many bytes a message will have, before it is encoded. */
final class Weight {

  private static final int EACH = 32;

  private Weight() {}

  static long of(Reply reply) {
    if (reply instanceof Reply.Found found) {
      return EACH + of(found.result().entry());
    }
    if (reply instanceof Reply.Listed listed) {
      return EACH + entries(listed.result().entries());
    }
    if (reply instanceof Reply.Committed committed) {
      long sum = EACH + entries(committed.result().current());
      for (OperationResult each : committed.result().results()) {
        sum += of(each.previous()) + of(each.current());
      }
      return sum;
    }
    if (reply instanceof Reply.Granted granted) {
      return EACH + entries(granted.found().entries());
    }
    if (reply instanceof Reply.Taken taken) {
      return EACH + of(taken.payload());
    }
    if (reply instanceof Reply.Waiting waiting) {
      return EACH + waiting.waits().stream().mapToLong(Weight::of).sum();
    }
    return EACH;
  }

  static long of(Commit commit) {
    long sum = EACH;
    for (Compare compare : commit.compares()) {
      sum += EACH + compare.key().size();
      sum += compare instanceof Compare.Value value ? of(value.value()) : 0;
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

  static long of(List<Entry> entries) {
    return entries(entries);
  }

  static long of(Push push) {
    if (push instanceof Push.Event event) {
      return of(event.event());
    }
    if (push instanceof Push.Matched matched) {
      return of(matched.match());
    }
    if (push instanceof Push.BirthMatch match) {
      return of(match.match());
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

  static long of(CommitEvent event) {
    long sum = EACH;
    for (KeyChange change : event.changes()) {
      sum += EACH + change.key().size() + of(change.value()) + of(change.previous());
    }
    return sum;
  }

  static long of(WaitInfo wait) {
    long sum = EACH + 3L * (wait.process().length() + wait.label().length());
    for (WaitInfo.Reading reading : wait.readings()) {
      sum += EACH + reading.key().size() + of(reading.value());
    }
    return sum;
  }

  static long of(Match match) {
    return EACH + entries(match.captured());
  }

  private static long entries(List<? extends @Nullable Entry> entries) {
    long sum = 0;
    for (Entry entry : entries) {
      sum += of(entry);
    }
    return sum;
  }

  private static long of(@Nullable Entry entry) {
    return entry == null ? 1 : EACH + entry.key().size() + entry.value().size();
  }

  private static long of(@Nullable Bytes bytes) {
    return bytes == null ? 1 : bytes.size();
  }
}
