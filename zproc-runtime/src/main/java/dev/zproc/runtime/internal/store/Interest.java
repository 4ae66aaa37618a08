package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An open watch or wait, as its registry sees it.
 *
 * <p>Threads: owned by the store's thread.
 */
abstract sealed class Interest permits Cursor, FirstMatch, LiveMatch {

  final WatchKey key;
  final Watches watches;

  /** How many deliveries the client still takes. */
  private long credit;

  /** Whether it has ended, and must be left alone by whoever still has it in a list. */
  boolean closed;

  /** The changes of the commit being handled that concern it, and that commit's revision. */
  List<KeyChange> touched = List.of();

  long touchedAt = -1;

  /** What it looks at. */
  final Scope scope;

  /**
   * A wait for what {@code spec} tells, {@code condition} being that compiled.
   *
   * @param due whether what is live is looked at as soon as there is credit
   */
  static Interest waiting(
      ConditionSpec spec,
      WatchKey key,
      Watches watches,
      long credit,
      CompiledCondition condition,
      long from,
      boolean due) {
    if (spec.live()) {
      return new LiveMatch(key, watches, credit, condition, from, due);
    }
    return spec.repeat()
        ? new RepeatedMatch(key, watches, credit, condition, from)
        : new FirstMatch(key, watches, credit, condition, from);
  }

  Interest(WatchKey key, Watches watches, long credit, Scope scope) {
    this.key = key;
    this.watches = watches;
    this.credit = credit;
    this.scope = scope;
  }

  /** The changes that an interest looks at. */
  interface Scope {

    /** Whether a change may concern it. */
    boolean accepts(KeyChange change);

    /** Returns the ranges of keys under which the index must find it. */
    List<KeyRange> ranges();

    /** Returns the keys for which the index need find it at one value only. */
    default Map<?, Guard> guards() {
      return Map.of();
    }
  }

  /** Finds what there is to deliver up to the newest revision, and takes its place in the index. */
  abstract void open();

  /** Handles the newest commit, given its changes that are accepted. */
  abstract void onCommit(CommitEvent event, List<KeyChange> accepted);

  /** Delivers what was waiting for credit. */
  abstract void onCredit();

  /** Gives up what it holds outside the index. */
  void onClose() {}

  abstract Wait describe();

  final long credit() {
    return credit;
  }

  final boolean hasCredit() {
    return credit > 0;
  }

  final void addCredit(long more) {
    credit = credit + more < 0 ? Long.MAX_VALUE : credit + more;
  }

  final void withdrawCredit() {
    credit = 0;
  }

  final void useCredit() {
    if (credit != Long.MAX_VALUE) {
      credit--;
    }
  }

  final List<KeyChange> accepted(CommitEvent event) {
    List<KeyChange> accepted = List.of();
    for (KeyChange change : event.changes()) {
      if (scope.accepts(change)) {
        if (accepted.isEmpty()) {
          accepted = new ArrayList<>(1);
        }
        accepted.add(change);
      }
    }
    return accepted;
  }
}
