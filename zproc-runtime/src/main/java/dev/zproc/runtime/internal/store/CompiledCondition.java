package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Change;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the three kinds of wait for a condition have in common: the criterion, what it looks at, and
 * what a match carries.
 *
 * <p>Threads: owned by the store's thread.
 */
final class CompiledCondition {

  final ConditionSpec spec;
  private final KeyTable table;
  private final CriterionEvaluator evaluator;
  private final Capture capture;

  /**
   * Whether a commit that sets a key to another value than the criterion needs may go unnoticed.
   * Not so for a wait that takes commits together and leaves out own ones: one by another session
   * that takes the value away, and an own one that restores it, call for an evaluation all the
   * same.
   */
  private final boolean isGuarded;

  CompiledCondition(ConditionSpec spec, KeyTable table) {
    this.spec = spec;
    this.table = table;
    this.evaluator = new CriterionEvaluator(spec.criterion());
    this.capture = new Capture(spec.capture());
    this.isGuarded = !(spec.live() && spec.repeat() && spec.skipOrigin() != 0);
  }

  /** Whether a change may alter what the criterion says; one to the same bytes never does. */
  boolean accepts(Change change) {
    return !change.identical() && evaluator.mentions(change.key());
  }

  /** Returns the ranges in which every change matters. */
  List<KeyRange> ranges() {
    List<KeyRange> ranges = new ArrayList<>();
    for (Bytes key : evaluator.keys()) {
      if (!guards().containsKey(key)) {
        ranges.add(KeyRange.single(key));
      }
    }
    for (Selector selector : evaluator.selectors()) {
      ranges.addAll(selector.included());
    }
    return ranges;
  }

  /** Returns the keys of which only one value matters. */
  Map<Bytes, Guard> guards() {
    return isGuarded ? evaluator.guards() : Map.of();
  }

  boolean isOwn(CommitEvent event) {
    return spec.skipOrigin() != 0 && event.origin() == spec.skipOrigin();
  }

  boolean mayHoldAfterwards() {
    return evaluator.mayHoldAfterwards();
  }

  boolean[] nothingChanged() {
    return evaluator.nothingChanged();
  }

  /** Adds to {@code changed} what a commit changed, unless the session that waits made it. */
  void mark(boolean[] changed, CommitEvent event, List<Change> accepted) {
    if (changed.length == 0 || isOwn(event)) {
      return;
    }
    for (int i = 0; i < changed.length; i++) {
      Selector selector = evaluator.selectors().get(i);
      for (int j = 0; !changed[i] && j < accepted.size(); j++) {
        changed[i] = selector.contains(accepted.get(j).key());
      }
    }
  }

  boolean holds(long revision, boolean[] changed) {
    return evaluator.holds(
        key -> {
          Entry entry = table.asOf(key, revision);
          return entry == null ? null : entry.value();
        },
        changed);
  }

  /** Whether the criterion holds at the revision of a commit, of which it accepts some changes. */
  boolean holds(CommitEvent event, List<Change> accepted) {
    boolean[] changed = nothingChanged();
    mark(changed, event, accepted);
    return holds(event.revision(), changed);
  }

  Match match(long revision, long origin) {
    return new Match(revision, origin, capture.asOf(table, revision));
  }
}
