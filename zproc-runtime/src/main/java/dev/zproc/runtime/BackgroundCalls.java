package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.FutureMatch;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a program asks the host of a background context, and reads of its children, through the
 * state.
 *
 * <p>Threads: safe for use by many threads.
 */
final class BackgroundCalls {

  private final StateEngine engine;
  private final AtomicLong last = new AtomicLong();

  BackgroundCalls(StateEngine engine) {
    this.engine = engine;
  }

  /** Who hosts the context; null if the state is that of no background context. */
  BackgroundHost.@Nullable Identity host() {
    Entry found = Calls.get(engine.read(Keys.backgroundHost())).entry();
    return found == null ? null : BackgroundHost.Identity.decode(found.value());
  }

  /** Asks the host, without waiting for it to do it; returns the id of the request. */
  String ask(BackgroundAsk what) {
    TransactionGuard.forbid();
    String id = engine.session() + "-" + last.incrementAndGet();
    Calls.get(
        engine.commit(
            Commit.of(
                Commit.Results.NONE,
                new Operation.Put(Keys.backgroundAsk(id), what.encode()),
                new Operation.Put(Keys.backgroundAsked(), Bytes.EMPTY))));
    return id;
  }

  /** Waits until the host has done it; returns what there is of the child then. */
  BackgroundRecord awaitSpawned(String id, String what) {
    Criterion done = new Criterion.Not(new Criterion.Exists(Keys.backgroundAsk(id)));
    Match match =
        open(done, what, Keys.backgroundLive(id), Keys.backgroundEnded(id))
            .take(Deadline.NEVER, what);
    if (match.captured().isEmpty()) {
      throw new IllegalStateException(
          what
              + " was not understood by the host of the background context, which runs another"
              + " release of zproc; its log says more. Use the release that has opened it.");
    }
    return BackgroundRecord.decode(match.captured().get(0).value());
  }

  /** A wait for the end of a child. */
  FutureMatch awaitEnd(String id, String what) {
    Criterion over = new Criterion.Not(new Criterion.Exists(Keys.backgroundLive(id)));
    return open(over, what, Keys.backgroundEnded(id));
  }

  /** What the match of that has found. */
  static BackgroundRecord ended(Match match, String what) {
    if (match.captured().isEmpty()) {
      throw gone(what);
    }
    return BackgroundRecord.decode(match.captured().get(0).value());
  }

  /** A wait for what stays once it is so; so what a lost connection has missed does not matter. */
  private FutureMatch open(Criterion criterion, String label, Bytes... keys) {
    List<KeyRange> wanted = List.of(keys).stream().map(KeyRange::single).toList();
    String cut = label.length() <= 1_000 ? label : label.substring(0, 1_000);
    return FutureMatch.open(
        engine, new ConditionSpec(criterion, 0, 0, false, false, wanted, cut), Integer.MAX_VALUE);
  }

  /** What there is now of a child. */
  BackgroundRecord record(String id, String what) {
    for (Bytes key : List.of(Keys.backgroundLive(id), Keys.backgroundEnded(id))) {
      Entry found = Calls.get(engine.read(key)).entry();
      if (found != null) {
        return BackgroundRecord.decode(found.value());
      }
    }
    throw gone(what);
  }

  /**
   * All children, by their ids, in the order of their start, without what they came to: results may
   * be many and large. Only where the host is of an older release there is no such list, and all is
   * read.
   */
  Map<String, BackgroundRecord> all() {
    KeyRange range = Keys.backgroundList();
    List<Entry> entries = read(range);
    if (entries.isEmpty()) {
      range = Keys.backgroundChildren();
      entries = read(range);
    }
    int prefix = range.from().size();
    Map<String, BackgroundRecord> found = new LinkedHashMap<>();
    entries.stream()
        .map(
            entry -> {
              String id = entry.key().from(prefix).asUtf8().replaceFirst("[?!]$", "");
              return Map.entry(id, BackgroundRecord.decode(entry.value()).listed());
            })
        .sorted(Comparator.comparingLong(entry -> entry.getValue().number()))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private List<Entry> read(KeyRange range) {
    return Calls.get(engine.range(range, 0)).entries();
  }

  /** Waits for as long as there is a server. */
  void awaitGone() {
    Criterion never = new Criterion.Not(new Criterion.Exists(Keys.backgroundHost()));
    open(never, "the end of the background context", Keys.backgroundHost())
        .take(Deadline.NEVER, "the end of the background context");
  }

  private static IllegalStateException gone(String what) {
    return new IllegalStateException(
        "nothing is kept any more of " + what + ": 1,000 others have ended since; join it before");
  }
}
