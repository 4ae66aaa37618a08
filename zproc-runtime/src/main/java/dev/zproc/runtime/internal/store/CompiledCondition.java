package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Evaluator;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Match;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the three kinds of wait for a condition have in common: the criterion, what it looks at, and
 * what a match carries.
 *
 * <p>Threads: owned by the store's thread.
 */
final class CompiledCondition implements Interest.Scope {

  final ConditionSpec spec;
  private final KeyTable table;
  private final Evaluator evaluator;
  private final Capture capture;

  /**
   * The keys that a commit may set to another value than the criterion needs without being noticed.
   * None for a wait that takes commits together and leaves out own ones: one by another session
   * that takes the value away, and an own one that restores it, call for an evaluation all the
   * same.
   */
  private final Map<Bytes, Guard> guards;

  CompiledCondition(ConditionSpec spec, KeyTable table) {
    this.spec = spec;
    this.table = table;
    this.evaluator = new Evaluator(spec.criterion());
    this.capture = new Capture(spec.capture());
    boolean together = spec.live() && spec.repeat() && spec.skipOrigin() != 0;
    this.guards = together ? Map.of() : Guard.of(spec.criterion());
  }

  /** A change to the same bytes never alters what the criterion says. */
  @Override
  public boolean accepts(KeyChange change) {
    return !change.identical() && evaluator.mentions(change.key());
  }

  /** Returns the ranges in which every change matters. */
  @Override
  public List<KeyRange> ranges() {
    return evaluator.ranges(guards.keySet());
  }

  /** Returns the keys of which only one value matters. */
  @Override
  public Map<Bytes, Guard> guards() {
    return guards;
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
  void mark(boolean[] changed, CommitEvent event, List<KeyChange> accepted) {
    if (changed.length != 0 && !isOwn(event)) {
      evaluator.mark(changed, accepted);
    }
  }

  boolean holds(long revision, boolean[] changed) {
    return evaluator.holds(
        new Evaluator.Facts() {
          @Override
          public @Nullable Bytes value(Bytes key) {
            Entry entry = table.asOf(key, revision);
            return entry == null ? null : entry.value();
          }

          @Override
          public boolean changed(int position) {
            return changed[position];
          }
        });
  }

  /** Whether the criterion holds at the revision of a commit, of which it accepts some changes. */
  boolean holds(CommitEvent event, List<KeyChange> accepted) {
    boolean[] changed = nothingChanged();
    mark(changed, event, accepted);
    return holds(event.revision(), changed);
  }

  Match match(long revision, long origin) {
    return new Match(revision, origin, capture.asOf(table, revision));
  }
}
