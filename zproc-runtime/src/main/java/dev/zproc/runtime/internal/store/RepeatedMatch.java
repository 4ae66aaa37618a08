package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import java.util.List;

/**
 * A wait for every revision at which a condition holds: the one at which it begins, and each later
 * one that another session makes and that changes a key which the condition mentions.
 *
 * <p>While matches wait for credit, it keeps history from the first of them, within the byte limit.
 *
 * <p>Threads: owned by the store's thread.
 */
final class RepeatedMatch extends Cursor {

  private final CompiledCondition condition;
  private final long from;

  RepeatedMatch(
      WatchKey key, Watches watches, long credit, CompiledCondition condition, long from) {
    super(key, watches, credit, condition);
    this.condition = condition;
    this.from = from;
  }

  @Override
  void open() {
    boolean readable = from >= watches.history.oldest();
    begin(from, readable && condition.holds(from, condition.nothingChanged()));
  }

  @Override
  boolean selects(CommitEvent event, List<KeyChange> accepted) {
    return !condition.isOwn(event) && condition.holds(event, accepted);
  }

  @Override
  void deliver(CommitEvent event, List<KeyChange> accepted) {
    watches.sink.match(key, condition.match(event.revision(), event.origin()));
  }

  @Override
  void deliverStart(long revision) {
    watches.sink.match(key, condition.match(revision, 0));
  }

  @Override
  boolean pins() {
    return true;
  }

  @Override
  Wait describe() {
    return new Wait.OpenCondition(key, condition.spec, from, credit(), isLagging());
  }
}
