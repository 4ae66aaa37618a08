package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Change;
import dev.zproc.runtime.internal.engine.CommitEvent;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The retained commits, one for each revision after {@link #oldest} up to {@link #newest}, so that
 * the state at each of these and at {@code oldest} itself can be read.
 *
 * <p>What a commit costs is what it keeps alive: the values that it replaced. The values that it
 * wrote are either part of the newest state or were replaced by a later commit, which counts them.
 *
 * <p>Threads: owned by the store's thread.
 */
final class History {

  /** What the objects of a commit, and of each of its changes, take on the heap, about. */
  static final long BYTES_PER_COMMIT = 96;

  static final long BYTES_PER_CHANGE = 160;

  private record Dropped(CommitEvent event, Version[] versions) {}

  private final KeyTable table;
  private final StoreLimits limits;

  /** Both circular; the commit of a revision is at that revision modulo their length. */
  private @Nullable CommitEvent[] events = new CommitEvent[16];

  private Version @Nullable [][] versions = new Version[16][];

  private long oldest;
  private long newest;
  private long bytes;

  /** Commits that nobody can ask for any more, but whose versions readers may still be passing. */
  private final ArrayDeque<Dropped> uncut = new ArrayDeque<>();

  History(KeyTable table, StoreLimits limits, long revision) {
    this.table = table;
    this.limits = limits;
    this.oldest = revision;
    this.newest = revision;
  }

  long oldest() {
    return oldest;
  }

  long newest() {
    return newest;
  }

  long bytes() {
    return bytes;
  }

  /** Adds the next commit, with the version that each of its changes wrote. */
  void append(CommitEvent event, Version[] written) {
    if (newest - oldest == events.length) {
      grow();
    }
    newest = event.revision();
    events[index(newest)] = event;
    versions[index(newest)] = written;
    bytes += cost(event);
  }

  /** Returns the commit of {@code revision}, which is after the oldest and not after the newest. */
  CommitEvent event(long revision) {
    CommitEvent event = revision > oldest && revision <= newest ? events[index(revision)] : null;
    if (event == null) {
      throw new IllegalStateException(
          "no commit " + revision + " in the history from " + oldest + " to " + newest);
    }
    return event;
  }

  /** Whether the oldest commit must go, given the oldest revision that somebody has pinned. */
  boolean isOverLimit(long pinned) {
    return bytes > limits.historyBytes()
        || (newest - oldest > limits.historyRevisions() && oldest < pinned);
  }

  /** Gives up the oldest commit, so that the state before it can't be read any more. */
  void dropOldest() {
    CommitEvent event = event(oldest + 1);
    Version[] written = versions[index(event.revision())];
    events[index(event.revision())] = null;
    versions[index(event.revision())] = null;
    oldest = event.revision();
    bytes -= cost(event);
    if (written == null) {
      throw new IllegalStateException("no versions of commit " + oldest);
    }
    uncut.add(new Dropped(event, written));
  }

  /**
   * Frees what the dropped commits up to {@code published} replaced; later ones wait, since {@link
   * PublishedView} still reads what was there before them.
   */
  void cut(long published) {
    Dropped next = uncut.peek();
    if (next == null || next.event.revision() > published) {
      return;
    }
    table.raiseFloor(Math.min(published, oldest));
    while (next != null && next.event.revision() <= published) {
      for (int i = 0; i < next.versions.length; i++) {
        table.cutBefore(next.event.changes().get(i).key(), next.versions[i]);
      }
      uncut.remove();
      next = uncut.peek();
    }
  }

  private int index(long revision) {
    return (int) (revision & (events.length - 1));
  }

  private void grow() {
    @Nullable CommitEvent[] oldEvents = events;
    Version @Nullable [][] oldVersions = versions;
    events = new CommitEvent[oldEvents.length * 2];
    versions = new Version[oldEvents.length * 2][];
    for (long revision = oldest + 1; revision <= newest; revision++) {
      int old = (int) (revision & (oldEvents.length - 1));
      events[index(revision)] = oldEvents[old];
      versions[index(revision)] = oldVersions[old];
    }
  }

  private static long cost(CommitEvent event) {
    long cost = BYTES_PER_COMMIT;
    for (Change change : event.changes()) {
      cost += BYTES_PER_CHANGE + change.key().size();
      cost += change.previous() == null ? 0 : change.previous().size();
    }
    return cost;
  }
}
