package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All open watches and waits, by session and number, and the way of a commit to those it concerns.
 *
 * <p>Threads: owned by the store's thread.
 */
final class Watches {

  final KeyTable table;
  final History history;
  final Retention retention;
  final WatchSink sink;
  final WatchIndex index = new WatchIndex();

  private final int maxWatches;
  private final Map<Long, Map<Long, Interest>> bySession = new HashMap<>();

  /** Those to be asked at the next commit, whatever it changes. */
  private List<Interest> armed = new ArrayList<>();

  /** The commit on its way, and those that it concerns so far. */
  private CommitEvent event = new CommitEvent(0, 0, List.of());

  private final List<Interest> concerned = new ArrayList<>();
  private KeyChange change =
      new KeyChange(dev.zproc.runtime.internal.engine.Bytes.EMPTY, null, null);
  private final Consumer<Interest> touch = this::touch;

  Watches(
      KeyTable table, History history, Retention retention, WatchSink sink, StoreLimits limits) {
    this.table = table;
    this.history = history;
    this.retention = retention;
    this.sink = sink;
    this.maxWatches = limits.maxWatches();
  }

  void open(Interest interest) {
    WatchKey key = interest.key;
    Map<Long, Interest> ofSession =
        bySession.computeIfAbsent(key.session(), s -> new LinkedHashMap<>());
    if (ofSession.containsKey(key.id())) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "watch " + key.id() + " is already open; cancel it first, or choose another number");
    }
    if (ofSession.size() >= maxWatches) {
      throw new EngineException.Rejected(
          "the session has "
              + maxWatches
              + " watches open, which is the limit (maxWatches);"
              + " cancel some, or raise it");
    }
    ofSession.put(key.id(), interest);
    interest.open();
  }

  @Nullable Interest find(WatchKey key) {
    Map<Long, Interest> ofSession = bySession.get(key.session());
    return ofSession == null ? null : ofSession.get(key.id());
  }

  /** Brings the newest commit to all whom it concerns. */
  void deliver(CommitEvent newest) {
    event = newest;
    for (KeyChange each : newest.changes()) {
      change = each;
      index.find(each, touch);
    }
    if (!armed.isEmpty()) {
      List<Interest> asked = armed;
      armed = new ArrayList<>();
      asked.forEach(this::ask);
    }
    // Only now: those that are told may leave the index, which must not be while it is read.
    for (Interest interest : concerned) {
      List<KeyChange> touched = interest.touched;
      interest.touched = List.of();
      if (!interest.closed) {
        interest.onCommit(newest, touched);
      }
    }
    concerned.clear();
  }

  private void touch(Interest interest) {
    if (!interest.scope.accepts(change)) {
      return;
    }
    if (interest.touchedAt != event.revision()) {
      interest.touchedAt = event.revision();
      interest.touched =
          event.changes().size() == 1 ? event.changes() : new ArrayList<>(List.of(change));
      concerned.add(interest);
    } else if (interest.touched.get(interest.touched.size() - 1) != change) {
      interest.touched.add(change);
    }
  }

  private void ask(Interest interest) {
    if (!interest.closed && interest.touchedAt != event.revision()) {
      interest.touchedAt = event.revision();
      concerned.add(interest);
    }
  }

  /** Asks {@code interest} at the next commit, whatever that changes. */
  void arm(Interest interest) {
    armed.add(interest);
  }

  /** Ends what has delivered all it was asked for. */
  void end(Interest interest) {
    close(interest);
    sink.ended(interest.key);
  }

  /** Ends what history has left behind. */
  void gone(Interest interest) {
    close(interest);
    sink.gone(interest.key, history.oldest());
  }

  /** Ends all of them: nobody knows what has happened since they last looked. */
  void loseAll() {
    List<Interest> all = new ArrayList<>();
    bySession.values().forEach(each -> all.addAll(each.values()));
    all.forEach(this::gone);
  }

  void close(Interest interest) {
    Map<Long, Interest> ofSession = bySession.get(interest.key.session());
    if (ofSession != null) {
      ofSession.remove(interest.key.id());
      if (ofSession.isEmpty()) {
        bySession.remove(interest.key.session());
      }
    }
    release(interest);
  }

  void closeSession(long session) {
    Map<Long, Interest> ofSession = bySession.remove(session);
    if (ofSession != null) {
      ofSession.values().forEach(this::release);
    }
  }

  private void release(Interest interest) {
    interest.closed = true;
    index.remove(interest);
    interest.onClose();
  }

  List<Wait> describe() {
    List<Wait> all = new ArrayList<>();
    bySession.values().forEach(each -> each.values().forEach(i -> all.add(i.describe())));
    return all;
  }
}
