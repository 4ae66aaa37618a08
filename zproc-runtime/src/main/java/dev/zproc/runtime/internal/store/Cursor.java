package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import java.util.List;

/**
 * An interest that is given one delivery after the other, and stands somewhere in history.
 *
 * <p>It is either synced, has been given everything, and waits in the index for the next commit; or
 * it lags, has no credit, and remembers the revision of the first commit that it has not been
 * given. It never queues: when credit comes, it reads on in history. So one that lags has missed
 * something when history loses that commit, and one that is synced never does.
 *
 * <p>Threads: owned by the store's thread.
 */
abstract sealed class Cursor extends Interest permits CommitWatch, RepeatedMatch {

  private static final long SYNCED = -1;

  /** The revision to be delivered next while this lags. */
  private long next = SYNCED;

  /** Whether {@link #next} is the revision at which a wait began, rather than that of a commit. */
  private boolean atStart;

  Cursor(WatchKey key, Watches watches, long credit, Scope scope) {
    super(key, watches, credit, scope);
  }

  /** Whether a commit, some of whose changes are accepted, is to be delivered. */
  abstract boolean selects(CommitEvent event, List<KeyChange> accepted);

  /** Delivers a commit that is selected. */
  abstract void deliver(CommitEvent event, List<KeyChange> accepted);

  /** Delivers the state at which a wait began. */
  abstract void deliverStart(long revision);

  /** Whether history must not lose what this waits to deliver, as long as it has the bytes. */
  abstract boolean pins();

  /**
   * Begins after {@code revision}, or at it.
   *
   * @param start whether the state at {@code revision} itself is the first delivery
   */
  final void begin(long revision, boolean start) {
    if (revision < watches.history.oldest()) {
      watches.gone(this);
      return;
    }
    if (start) {
      next = revision;
      atStart = true;
      advance();
    } else {
      advanceFrom(revision + 1);
    }
  }

  @Override
  final void onCommit(CommitEvent event, List<KeyChange> accepted) {
    if (!selects(event, accepted)) {
      return;
    }
    if (hasCredit()) {
      useCredit();
      deliver(event, accepted);
    } else {
      watches.index.remove(this);
      lag(event.revision());
    }
  }

  @Override
  final void onCredit() {
    if (isLagging()) {
      watches.retention.unfollow(this, needed(), pins());
      advance();
    }
  }

  @Override
  final void onClose() {
    if (isLagging()) {
      watches.retention.unfollow(this, needed(), pins());
    }
  }

  final boolean isLagging() {
    return next != SYNCED;
  }

  /** Returns the oldest revision that history must still begin at for the next delivery. */
  private long needed() {
    return atStart ? next : next - 1;
  }

  private void lag(long revision) {
    next = revision;
    watches.retention.follow(this, needed(), pins());
  }

  /** Delivers what is next, if there is credit for it, and what follows. */
  private void advance() {
    long revision = next;
    if (!hasCredit()) {
      lag(revision);
      return;
    }
    useCredit();
    next = SYNCED;
    if (atStart) {
      atStart = false;
      deliverStart(revision);
    } else {
      CommitEvent event = watches.history.event(revision);
      deliver(event, accepted(event));
    }
    if (!closed) {
      advanceFrom(revision + 1);
    }
  }

  /**
   * Delivers the commits from {@code from} on while there is credit. Without credit it goes on to
   * the next that is selected, so that history which holds nothing of interest can be lost
   * unnoticed.
   */
  private void advanceFrom(long from) {
    for (long revision = from; revision <= watches.history.newest(); revision++) {
      CommitEvent event = watches.history.event(revision);
      List<KeyChange> accepted = accepted(event);
      if (!accepted.isEmpty() && selects(event, accepted)) {
        if (!hasCredit()) {
          lag(revision);
          return;
        }
        useCredit();
        deliver(event, accepted);
        if (closed) {
          return;
        }
      }
    }
    watches.index.add(this);
  }
}
