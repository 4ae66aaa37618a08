package dev.zproc.runtime.history;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state as a sorted map and a revision, after the words of {@code StateEngine} and {@code
 * Operation} rather than after the code of the store.
 */
final class StateModel implements Model<StateModel.State, StateOp> {

  /** All entries, and the newest revision. */
  record State(long revision, SortedMap<Bytes, Entry> entries) {

    @Nullable Bytes value(Bytes key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }
  }

  /** What a commit leads to, and what it must have told. */
  record Outcome(State state, CommitResult result, List<KeyChange> changes) {}

  private final long begin;
  private final boolean revisions;
  private final @Nullable CommitLog log;

  /** Whether a commit of unknown outcome can have had this outcome. */
  private final Predicate<Outcome> gap;

  private StateModel(
      long begin, boolean revisions, @Nullable CommitLog log, Predicate<Outcome> gap) {
    this.begin = begin;
    this.revisions = revisions;
    this.log = log;
    this.gap = gap;
  }

  /**
   * A model that expects results to be right in every detail.
   *
   * @param begin the revision of the empty state
   * @param history from which it learns which revisions were made by commits whose outcome is
   *     known, and so by no others; and which one is the last that anybody has seen, so that what
   *     comes later explains nothing. Without that, a search would try commits of unknown outcome
   *     everywhere.
   * @param log what is known to have happened at each revision, if it is
   */
  static StateModel whole(long begin, List<Timed<StateOp>> history, @Nullable CommitLog log) {
    Set<Long> taken = new HashSet<>();
    long last = history.stream().mapToLong(each -> each.what().revision()).max().orElse(begin);
    for (Timed<StateOp> each : history) {
      if (each.what() instanceof StateOp.Submit submit
          && submit.result() != null
          && submit.result().results().stream().anyMatch(StateModel::wrote)) {
        taken.add(submit.result().revision());
      }
    }
    return new StateModel(
        begin,
        true,
        log,
        outcome -> {
          long revision = outcome.state().revision();
          return revision <= last
              && !taken.contains(revision)
              && (log == null || log.tells(revision, outcome.changes()));
        });
  }

  private static boolean wrote(OperationResult result) {
    return !Objects.equals(result.previous(), result.current());
  }

  /**
   * A model that looks at values only and at no revision, and that can be asked about one part of
   * the keys at a time.
   */
  static StateModel values() {
    return new StateModel(0, false, null, outcome -> true);
  }

  @Override
  public State initial() {
    return new State(begin, Collections.emptySortedMap());
  }

  @Override
  public @Nullable State step(State before, StateOp operation) {
    State state = log == null ? before : log.pastOwn(before, operation.revision());
    if (operation instanceof StateOp.Read read) {
      ReadResult expected = new ReadResult(state.entries().get(read.key()), state.revision());
      return matches(expected.entry(), read.result().entry())
              && (!revisions || expected.equals(read.result()))
          ? state
          : null;
    } else if (operation instanceof StateOp.Range range) {
      RangeResult expected = new RangeResult(within(state, range.range()), state.revision());
      return matches(expected.entries(), range.result().entries())
              && (!revisions || expected.equals(range.result()))
          ? state
          : null;
    }
    StateOp.Submit submit = (StateOp.Submit) operation;
    Outcome outcome = run(state, submit.commit());
    CommitResult result = submit.result();
    // One of unknown outcome that would change nothing explains nothing either.
    boolean possible =
        result == null
            ? !outcome.changes().isEmpty() && gap.test(outcome)
            : matches(outcome.result(), result);
    return !possible ? null : revisions ? outcome.state() : withoutRevisions(outcome.state());
  }

  private static State withoutRevisions(State state) {
    SortedMap<Bytes, Entry> entries = new TreeMap<>();
    state.entries().forEach((key, entry) -> entries.put(key, new Entry(key, entry.value(), 0, 0)));
    return new State(0, entries);
  }

  private boolean matches(CommitResult expected, CommitResult told) {
    if (revisions) {
      return expected.equals(told);
    }
    if (expected.committed() != told.committed()
        || expected.results().size() != told.results().size()) {
      return false;
    }
    for (int i = 0; i < told.results().size(); i++) {
      if (!matches(expected.results().get(i).previous(), told.results().get(i).previous())
          || !matches(expected.results().get(i).current(), told.results().get(i).current())) {
        return false;
      }
    }
    return matches(expected.current(), told.current());
  }

  private static boolean matches(
      List<? extends @Nullable Entry> expected, List<? extends @Nullable Entry> told) {
    if (expected.size() != told.size()) {
      return false;
    }
    for (int i = 0; i < told.size(); i++) {
      if (!matches(expected.get(i), told.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(@Nullable Entry expected, @Nullable Entry told) {
    return expected == null || told == null
        ? expected == told
        : expected.key().equals(told.key()) && expected.value().equals(told.value());
  }

  static List<Entry> within(State state, KeyRange range) {
    return state.entries().values().stream().filter(entry -> range.contains(entry.key())).toList();
  }

  /** What {@code commit} does in {@code state}. */
  static Outcome run(State state, Commit commit) {
    for (Compare compare : commit.compares()) {
      if (!holds(state, compare)) {
        List<@Nullable Entry> current = new ArrayList<>();
        commit.compares().forEach(each -> current.add(state.entries().get(each.key())));
        return new Outcome(
            state, new CommitResult(false, state.revision(), List.of(), current), List.of());
      }
    }
    long revision = state.revision() + 1;
    SortedMap<Bytes, Entry> entries = new TreeMap<>(state.entries());
    Set<Bytes> touched = new LinkedHashSet<>();
    List<OperationResult> results = new ArrayList<>();
    for (Operation operation : commit.operations()) {
      results.add(run(operation, revision, entries, touched));
    }
    if (touched.isEmpty()) {
      return new Outcome(
          state, new CommitResult(true, state.revision(), results, List.of()), List.of());
    }
    State after = new State(revision, Collections.unmodifiableSortedMap(entries));
    List<KeyChange> changes =
        touched.stream()
            .map(key -> new KeyChange(key, after.value(key), state.value(key)))
            .toList();
    return new Outcome(after, new CommitResult(true, revision, results, List.of()), changes);
  }

  private static boolean holds(State state, Compare compare) {
    Entry entry = state.entries().get(compare.key());
    if (compare instanceof Compare.Revision revision) {
      return revision.modRevision() == (entry == null ? 0 : entry.modRevision());
    }
    Compare.Value value = (Compare.Value) compare;
    return entry == null
        ? value.value() == null || value.orAbsent()
        : entry.value().equals(value.value());
  }

  private static OperationResult run(
      Operation operation, long revision, SortedMap<Bytes, Entry> entries, Set<Bytes> touched) {
    if (operation instanceof Operation.Put put) {
      return write(put.key(), put.value(), revision, entries, touched);
    } else if (operation instanceof Operation.Add add) {
      Entry old = entries.get(add.key());
      Bytes sum = Scalar.add(old == null ? add.initial() : old.value(), add.delta());
      return write(add.key(), sum, revision, entries, touched);
    } else if (operation instanceof Operation.Max max) {
      Entry old = entries.get(max.key());
      Bytes value = old == null ? max.initial() : old.value();
      return (long) Scalar.number(value) >= (long) Scalar.number(max.bound())
          ? new OperationResult(old, old)
          : write(max.key(), max.bound(), revision, entries, touched);
    } else if (operation instanceof Operation.Delete delete) {
      Entry old = entries.remove(delete.key());
      if (old != null) {
        touched.add(delete.key());
      }
      return new OperationResult(old, null);
    } else if (operation instanceof Operation.DeleteRange delete) {
      for (Bytes key : List.copyOf(entries.keySet())) {
        if (delete.range().contains(key)) {
          entries.remove(key);
          touched.add(key);
        }
      }
      return new OperationResult(null, null);
    }
    throw new IllegalArgumentException("this model does not know " + operation);
  }

  private static OperationResult write(
      Bytes key, Bytes value, long revision, SortedMap<Bytes, Entry> entries, Set<Bytes> touched) {
    Entry old = entries.get(key);
    Entry written = new Entry(key, value, old == null ? revision : old.createRevision(), revision);
    entries.put(key, written);
    touched.add(key);
    return new OperationResult(old, written);
  }
}
