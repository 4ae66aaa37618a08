package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.TakenUp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database holds, checked.
 *
 * @param entries the entries at the last revision, by key
 * @param batches which batches are kept, from the oldest
 * @param commits what they hold
 * @param sessions what is known of sessions, by number
 */
record Loaded(
    Meta meta,
    Map<Bytes, Entry> entries,
    Deque<KeptBatch> batches,
    List<Decided> commits,
    Map<Long, KnownSession> sessions) {

  /** A batch that is kept: its number, its last revision and its sum. */
  record KeptBatch(long number, long last, long chain) {}

  /** What is known of the last link of a session. */
  record KnownSession(long link, long highest) {}

  static Loaded nothing() {
    return new Loaded(Meta.NEW, new TreeMap<>(), new ArrayDeque<>(), List.of(), new HashMap<>());
  }

  /**
   * Returns the state at the beginning of its history, and what followed.
   *
   * @param same whether its sessions go on
   * @throws IllegalStateException if the history does not lead to the entries
   */
  TakenUp takenUp(long epoch, boolean same) {
    Map<Bytes, Entry> base = new TreeMap<>(entries);
    long next = meta.revision();
    Deque<Decided> changing = new ArrayDeque<>();
    for (int i = commits.size() - 1; i >= 0; i--) {
      Decided commit = commits.get(i);
      if (!commit.changes().isEmpty()) {
        undo(base, commit, next--);
        changing.addFirst(commit);
      }
    }
    if (next != meta.baseRevision()) {
      throw new IllegalStateException("its history begins at " + next);
    }
    return new TakenUp(
        epoch,
        same,
        meta.baseRevision(),
        List.copyOf(base.values()),
        new ArrayList<>(changing),
        same ? answered() : Map.of());
  }

  private static void undo(Map<Bytes, Entry> state, Decided commit, long expected) {
    if (commit.revision() != expected) {
      throw new IllegalStateException("revision " + expected + " is missing");
    }
    for (int i = commit.changes().size() - 1; i >= 0; i--) {
      EntryChange change = commit.changes().get(i);
      Entry before = change.before();
      Entry there = before == null ? state.remove(change.key()) : state.put(change.key(), before);
      Entry after = change.after();
      if (after == null ? there != null : !after.equals(there)) {
        throw new IllegalStateException("revision " + expected + " does not lead to what is there");
      }
    }
  }

  private Map<Long, TakenUp.Answered> answered() {
    Map<Long, TakenUp.Answered> all = new HashMap<>();
    sessions.forEach(
        (id, known) ->
            all.put(id, new TakenUp.Answered(known.link(), known.highest(), new TreeMap<>())));
    for (Decided commit : commits) {
      Decided.Repeatable request = commit.request();
      TakenUp.Answered to = all.get(commit.origin());
      if (request != null && to != null && to.link() == request.link()) {
        to.replies().keySet().removeIf(number -> number < request.unanswered());
        to.replies().put(request.number(), request.reply());
      }
    }
    return all;
  }
}
