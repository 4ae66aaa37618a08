package dev.zproc.runtime.history;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every commit in its order, as a watch of everything has seen it, and the state after each; from
 * which follows what every other watch must have been told.
 */
final class CommitLog {

  private final List<CommitEvent> events;
  private final NavigableMap<Long, CommitEvent> byRevision = new TreeMap<>();

  /** The state after each event, by its revision, and the empty one at the beginning. */
  private final NavigableMap<Long, StateModel.State> states = new TreeMap<>();

  /**
   * Replays {@code events}.
   *
   * @param gaps whether revisions may be left out; they increase in any case
   * @throws AssertionError if one is missing, or does not follow from those before it
   */
  CommitLog(long begin, List<CommitEvent> events, boolean gaps) {
    this.events = List.copyOf(events);
    StateModel.State state = new StateModel.State(begin, Collections.emptySortedMap());
    states.put(begin, state);
    for (CommitEvent event : this.events) {
      long revision = event.revision();
      if (gaps ? revision <= state.revision() : revision != state.revision() + 1) {
        throw new AssertionError(event + " follows revision " + state.revision());
      }
      state = after(state, event);
      states.put(revision, state);
      byRevision.put(revision, event);
    }
  }

  private static StateModel.State after(StateModel.State state, CommitEvent event) {
    SortedMap<Bytes, Entry> entries = new TreeMap<>(state.entries());
    for (KeyChange change : event.changes()) {
      Entry old = entries.get(change.key());
      if (!Objects.equals(change.previous(), old == null ? null : old.value())) {
        throw new AssertionError(event + " does not follow from " + old);
      }
      Bytes value = change.value();
      if (value == null) {
        entries.remove(change.key());
      } else {
        long created = old == null ? event.revision() : old.createRevision();
        entries.put(change.key(), new Entry(change.key(), value, created, event.revision()));
      }
    }
    return new StateModel.State(event.revision(), entries);
  }

  List<CommitEvent> events() {
    return events;
  }

  long newest() {
    return states.lastKey();
  }

  /** What happened at {@code revision}; null if nothing did. */
  @Nullable CommitEvent event(long revision) {
    return byRevision.get(revision);
  }

  /** Whether {@code changes} are what happened at {@code revision}. */
  boolean tells(long revision, List<KeyChange> changes) {
    CommitEvent event = event(revision);
    return event != null && Set.copyOf(event.changes()).equals(Set.copyOf(changes));
  }

  /**
   * The state after what the server has done by itself meanwhile, writing down what there is of
   * sessions.
   *
   * @param revision that somebody has been told then; negative if none is known
   */
  StateModel.State pastOwn(StateModel.State state, long revision) {
    long last = revision < 0 ? newest() : Math.max(revision, state.revision());
    StateModel.State now = state;
    for (CommitEvent event : byRevision.subMap(now.revision(), false, last, true).values()) {
      if (!isOwn(event)) {
        break;
      }
      now = after(now, event);
    }
    return now;
  }

  private static boolean isOwn(CommitEvent event) {
    return event.changes().stream().allMatch(each -> Keys.sessions().contains(each.key()));
  }

  /** The state as it was at {@code revision}, which may be between two events. */
  StateModel.State state(long revision) {
    Map.Entry<Long, StateModel.State> found = states.floorEntry(revision);
    if (found == null) {
      throw new AssertionError("revision " + revision + " is before the beginning");
    }
    return found.getValue();
  }

  /** All that a watch is told. */
  List<CommitEvent> expected(WatchSpec spec) {
    List<CommitEvent> expected = new ArrayList<>();
    for (CommitEvent event : byRevision.tailMap(spec.after(), false).values()) {
      List<KeyChange> changes =
          event.changes().stream()
              .filter(each -> spec.keys().contains(each.key()))
              .filter(each -> spec.identical() || !each.identical())
              .toList();
      boolean own = spec.skipOrigin() != 0 && event.origin() == spec.skipOrigin();
      if (!changes.isEmpty() && !own) {
        expected.add(new CommitEvent(event.revision(), event.origin(), changes));
        if (expected.size() == spec.limit()) {
          break;
        }
      }
    }
    return expected;
  }

  /** All that a wait for a comparison of one key with a value is told. */
  List<Match> expected(ConditionSpec spec) {
    List<Match> expected = new ArrayList<>();
    if (spec.from() <= newest() && holds(spec, spec.from())) {
      expected.add(match(spec, spec.from()));
    }
    for (CommitEvent event : byRevision.tailMap(spec.from(), false).values()) {
      if (!expected.isEmpty() && !spec.repeat()) {
        break;
      }
      long revision = event.revision();
      if (holds(spec, revision) && (!spec.repeat() || calls(spec, event))) {
        expected.add(match(spec, revision));
      }
    }
    return expected;
  }

  private boolean holds(ConditionSpec spec, long revision) {
    Criterion.Comparison comparison = (Criterion.Comparison) spec.criterion();
    Operand.Key key = (Operand.Key) comparison.left();
    Bytes value = state(revision).value(key.key());
    return Scalar.compare(
        value == null ? key.initial() : value,
        comparison.relation(),
        ((Operand.Literal) comparison.right()).value());
  }

  private static boolean calls(ConditionSpec spec, CommitEvent event) {
    Bytes key = ((Operand.Key) ((Criterion.Comparison) spec.criterion()).left()).key();
    boolean own = spec.skipOrigin() != 0 && event.origin() == spec.skipOrigin();
    return !own
        && event.changes().stream().anyMatch(each -> each.key().equals(key) && !each.identical());
  }

  /** Without an origin, which one that begins again does not know of its first match. */
  private Match match(ConditionSpec spec, long revision) {
    List<Entry> captured = new ArrayList<>();
    for (KeyRange range : spec.capture()) {
      captured.addAll(StateModel.within(state(revision), range));
    }
    return new Match(revision, 0, captured);
  }
}
