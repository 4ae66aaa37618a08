package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wait for the first revision at which a condition holds; keeps that match, with its entries,
 * until there is credit for it, whatever history loses.
 *
 * <p>Threads: owned by the store's thread.
 */
final class FirstMatch extends Interest {

  private final CompiledCondition condition;
  private final long from;
  private @Nullable Match match;

  /**
   * Whether the condition would hold at the next revision, even one that concerns none of its keys:
   * it fails only because of a change that it does not want. So the next revision settles it.
   */
  private boolean armed;

  FirstMatch(WatchKey key, Watches watches, long credit, CompiledCondition condition, long from) {
    super(key, watches, credit, condition);
    this.condition = condition;
    this.from = from;
  }

  @Override
  void open() {
    if (from < watches.history.oldest()) {
      watches.gone(this);
      return;
    }
    if (condition.holds(from, condition.nothingChanged())) {
      match = condition.match(from, 0);
    }
    for (long at = from + 1; match == null && at <= watches.history.newest(); at++) {
      CommitEvent event = watches.history.event(at);
      evaluate(event, accepted(event));
    }
    if (match == null) {
      watches.index.add(this);
      armIfNeeded();
    } else {
      onCredit();
    }
  }

  @Override
  void onCommit(CommitEvent event, List<KeyChange> accepted) {
    evaluate(event, accepted);
    if (match == null) {
      armIfNeeded();
    } else {
      watches.index.remove(this);
      onCredit();
    }
  }

  private void evaluate(CommitEvent event, List<KeyChange> accepted) {
    if (accepted.isEmpty() && !armed) {
      return;
    }
    if (condition.holds(event, accepted)) {
      match = condition.match(event.revision(), event.origin());
    } else {
      armed =
          condition.mayHoldAfterwards()
              && condition.holds(event.revision(), condition.nothingChanged());
    }
  }

  private void armIfNeeded() {
    if (armed) {
      watches.arm(this);
    }
  }

  @Override
  void onCredit() {
    if (match != null && hasCredit()) {
      useCredit();
      watches.sink.match(key, match);
      watches.end(this);
    }
  }

  @Override
  Wait describe() {
    return new Wait.OpenCondition(key, condition.spec, from, credit(), match != null);
  }
}
