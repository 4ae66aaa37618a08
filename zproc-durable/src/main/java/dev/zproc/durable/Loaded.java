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
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds, checked.
 *
 * @param meta what the tables are
 * @param entries the entries in the table, by key
 * @param batches which batches are kept, from the oldest
 * @param commits what they hold
 * @param late what those of them hold that the tables do not show yet
 * @param sessions what is known of sessions in the table, by number
 */
record Loaded(
    Meta meta,
    Map<Bytes, Entry> entries,
    Deque<KeptBatch> batches,
    List<Decided> commits,
    List<Decided> late,
    Map<Long, KnownSession> sessions) {

  /** A batch that is kept: its number, its last revision, its sum and how long it is. */
  record KeptBatch(long number, long last, long chain, int bytes) {}

  /** What is known of the last link of a session. */
  record KnownSession(long link, long highest) {}

  static Loaded nothing() {
    return new Loaded(
        Meta.NEW, new TreeMap<>(), new ArrayDeque<>(), List.of(), List.of(), new HashMap<>());
  }

  /** Whether there are no tables yet. */
  boolean isNothing() {
    return meta == Meta.NEW;
  }

  /** The last batch there is; where none is kept, what is known of the one before. */
  KeptBatch last() {
    KeptBatch kept = batches.peekLast();
    return kept == null ? new KeptBatch(meta.number(), meta.revision(), meta.chain(), 0) : kept;
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
    for (Decided commit : late) {
      if (!commit.changes().isEmpty()) {
        redo(base, commit, ++next);
      }
    }
    if (next != last().last()) {
      throw new IllegalStateException("its history ends at " + next);
    }
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

  private static void redo(Map<Bytes, Entry> state, Decided commit, long expected) {
    checkRevision(commit, expected);
    for (EntryChange change : commit.changes()) {
      exchange(state, change.key(), change.before(), change.after(), expected);
    }
  }

  private static void undo(Map<Bytes, Entry> state, Decided commit, long expected) {
    checkRevision(commit, expected);
    for (int i = commit.changes().size() - 1; i >= 0; i--) {
      EntryChange change = commit.changes().get(i);
      exchange(state, change.key(), change.after(), change.before(), expected);
    }
  }

  private static void checkRevision(Decided commit, long expected) {
    if (commit.revision() != expected) {
      throw new IllegalStateException("revision " + expected + " is missing");
    }
  }

  private static void exchange(
      Map<Bytes, Entry> state, Bytes key, @Nullable Entry from, @Nullable Entry to, long revision) {
    Entry there = to == null ? state.remove(key) : state.put(key, to);
    if (!Objects.equals(from, there)) {
      throw new IllegalStateException("revision " + revision + " does not fit what is there");
    }
  }

  private Map<Long, TakenUp.Answered> answered() {
    Map<Long, KnownSession> now = new HashMap<>(sessions);
    Behind behind = new Behind();
    behind.add(late);
    now.putAll(behind.sessions());
    now.keySet().removeAll(behind.ended());
    Map<Long, TakenUp.Answered> all = new HashMap<>();
    now.forEach(
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
