package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import java.util.Arrays;
import java.util.List;

/**
 * A wait that evaluates its condition at the newest revision only, whenever there is credit and
 * something may have altered the answer since the last time.
 *
 * <p>What happens while there is no credit is taken together: values are those of the newest
 * revision, and a key has changed if any commit since the last evaluation changed it. It needs no
 * history.
 *
 * <p>Threads: owned by the store's thread.
 */
final class LiveMatch extends Interest {

  private final CompiledCondition condition;
  private final long from;

  /**
   * What has changed since the last evaluation, and whether that, or the beginning, calls for one.
   */
  private final boolean[] changed;

  private boolean due;

  /** The session that made the newest commit which called for an evaluation; 0 at the beginning. */
  private long origin;

  LiveMatch(
      WatchKey key,
      Watches watches,
      long credit,
      CompiledCondition condition,
      long from,
      boolean due) {
    super(key, watches, credit, condition);
    this.condition = condition;
    this.changed = condition.nothingChanged();
    this.from = from;
    this.due = due;
  }

  @Override
  void open() {
    long begin = Math.max(from, watches.history.oldest());
    for (long revision = begin + 1; revision <= watches.history.newest(); revision++) {
      CommitEvent event = watches.history.event(revision);
      List<KeyChange> accepted = accepted(event);
      if (!accepted.isEmpty()) {
        note(event, accepted);
      }
    }
    watches.index.add(this);
    onCredit();
  }

  @Override
  void onCommit(CommitEvent event, List<KeyChange> accepted) {
    note(event, accepted);
    onCredit();
  }

  private void note(CommitEvent event, List<KeyChange> accepted) {
    if (condition.spec.repeat() && condition.isOwn(event)) {
      return;
    }
    condition.mark(changed, event, accepted);
    origin = event.origin();
    due = true;
  }

  @Override
  void onCredit() {
    if (!due || !hasCredit()) {
      return;
    }
    long newest = watches.history.newest();
    boolean holds = condition.holds(newest, changed);
    due = false;
    Arrays.fill(changed, false);
    if (holds) {
      useCredit();
      watches.sink.match(key, condition.match(newest, origin));
      if (!condition.spec.repeat()) {
        watches.end(this);
      }
    } else if (!condition.spec.repeat()
        && condition.mayHoldAfterwards()
        && condition.holds(newest, changed)) {
      watches.arm(this); // only a change kept it from holding: it does at the next revision
    }
  }

  @Override
  Wait describe() {
    return new Wait.OpenCondition(key, condition.spec, from, credit(), due);
  }
}
