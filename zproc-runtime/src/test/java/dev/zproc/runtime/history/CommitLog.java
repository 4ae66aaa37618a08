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
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every commit in its order, as a watch of everything has seen it, and the state after each; from
 * which follows what every other watch must have been told.
 */
final class CommitLog {

  private final long begin;
  private final boolean lives;
  private final List<CommitEvent> events;
  private final List<StateModel.State> states = new ArrayList<>();

  /**
   * Replays {@code events}.
   *
   * @param lives whether the server may have ended with its sessions meanwhile
   * @throws AssertionError if one is missing, or does not follow from those before it
   */
  CommitLog(long begin, List<CommitEvent> events, boolean lives) {
    this.begin = begin;
    this.lives = lives;
    this.events = List.copyOf(events);
    StateModel.State state = new StateModel.State(begin, Collections.emptySortedMap());
    states.add(state);
    for (CommitEvent event : this.events) {
      if (event.revision() != state.revision() + 1) {
        throw new AssertionError(event + " follows revision " + state.revision());
      }
      state = after(state, event);
      states.add(state);
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

  /** Whose a commit was, nobody knows any more in another life of the server. */
  boolean isSame(Object told, Object expected) {
    if (lives && told instanceof CommitEvent one && expected instanceof CommitEvent other) {
      boolean known = one.origin() != 0 && other.origin() != 0;
      return one.revision() == other.revision()
          && one.changes().equals(other.changes())
          && (!known || one.origin() == other.origin());
    }
    return told.equals(expected);
  }

  long newest() {
    return begin + events.size();
  }

  CommitEvent event(long revision) {
    return events.get((int) (revision - begin - 1));
  }

  /** Whether {@code changes} are what happened at {@code revision}. */
  boolean tells(long revision, List<KeyChange> changes) {
    return revision <= newest()
        && Set.copyOf(event(revision).changes()).equals(Set.copyOf(changes));
  }

  /**
   * The state after what the server has done by itself meanwhile, writing down what there is of
   * sessions.
   *
   * @param revision that somebody has been told then; negative if none is known
   */
  StateModel.State pastOwn(StateModel.State state, long revision) {
    long last = revision < 0 ? newest() : revision;
    StateModel.State now = state;
    while (now.revision() < Math.min(last, newest()) && isOwn(event(now.revision() + 1))) {
      now = after(now, event(now.revision() + 1));
    }
    return now;
  }

  private static boolean isOwn(CommitEvent event) {
    return event.changes().stream().allMatch(each -> Keys.sessions().contains(each.key()));
  }

  StateModel.State state(long revision) {
    return states.get((int) (revision - begin));
  }

  /** All that a watch is told. */
  List<CommitEvent> expected(WatchSpec spec) {
    List<CommitEvent> expected = new ArrayList<>();
    for (long revision = spec.after() + 1; revision <= newest(); revision++) {
      CommitEvent event = event(revision);
      List<KeyChange> changes =
          event.changes().stream()
              .filter(each -> spec.keys().contains(each.key()))
              .filter(each -> spec.identical() || !each.identical())
              .toList();
      boolean own = spec.skipOrigin() != 0 && event.origin() == spec.skipOrigin();
      if (!changes.isEmpty() && !own) {
        expected.add(new CommitEvent(revision, event.origin(), changes));
        if (expected.size() == spec.limit()) {
          break;
        }
      }
    }
    return expected;
  }

  /** All that a wait for a comparison of one key with a value is told. */
  List<Match> expected(ConditionSpec spec) {
    Criterion.Comparison comparison = (Criterion.Comparison) spec.criterion();
    Operand.Key key = (Operand.Key) comparison.left();
    List<Match> expected = new ArrayList<>();
    for (long revision = spec.from(); revision <= newest(); revision++) {
      boolean first = revision == spec.from();
      Bytes value = state(revision).value(key.key());
      boolean holds =
          Scalar.compare(
              value == null ? key.initial() : value,
              comparison.relation(),
              ((Operand.Literal) comparison.right()).value());
      if (holds && (first || !spec.repeat() || calls(spec, key.key(), event(revision)))) {
        expected.add(match(spec, revision));
        if (!spec.repeat()) {
          break;
        }
      }
    }
    return expected;
  }

  private static boolean calls(ConditionSpec spec, Bytes key, CommitEvent event) {
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
