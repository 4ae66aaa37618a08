package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import java.util.Arrays;
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

  private final KeyTable table;
  private final StoreLimits limits;

  // All three circular; what belongs to a revision is at that revision modulo their length.

  private @Nullable CommitEvent[] events = new CommitEvent[16];

  /** The last version that a commit wrote, from which its siblings are found. */
  private @Nullable Version[] versions = new Version[16];

  private long[] costs = new long[16];

  private long newest;
  private long oldest;
  private long bytes;

  /**
   * The newest revision whose commit has also been cut; not after {@code oldest}. Of those between
   * the two nobody can ask for the events any more, but readers may still be passing their
   * versions.
   */
  private long cut;

  /** Up to this revision nothing was committed: who begins before it misses nothing. */
  private final long empty;

  History(KeyTable table, StoreLimits limits, long empty, long revision) {
    this.empty = empty;
    this.table = table;
    this.limits = limits;
    this.oldest = revision;
    this.newest = revision;
    this.cut = revision;
  }

  long oldest() {
    return oldest;
  }

  /** Where the commits after {@code revision} begin, none of which comes before. */
  long firstAfter(long revision) {
    return Math.max(revision, empty);
  }

  long newest() {
    return newest;
  }

  long bytes() {
    return bytes;
  }

  /** Adds the next commit, with the last of the versions that it wrote. */
  void append(CommitEvent event, Version written) {
    if (newest - cut == events.length) {
      grow();
    }
    newest = event.revision();
    events[index(newest)] = event;
    versions[index(newest)] = written;
    costs[index(newest)] = cost(event);
    bytes += costs[index(newest)];
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
    oldest++;
    events[index(oldest)] = null;
    bytes -= costs[index(oldest)];
  }

  /**
   * Frees what the dropped commits up to {@code published} replaced; later ones wait, since {@link
   * PublishedView} still reads what was there before them.
   */
  void cut(long published) {
    long until = Math.min(published, oldest);
    if (cut >= until) {
      return;
    }
    table.raiseFloor(until);
    while (cut < until) {
      cut++;
      Version version = versions[index(cut)];
      versions[index(cut)] = null;
      while (version != null) {
        table.cutBefore(version);
        version = version.sibling;
      }
    }
  }

  /** Forgets everything, since nobody will ask any more. */
  void discard() {
    Arrays.fill(events, null);
    Arrays.fill(versions, null);
    bytes = 0;
  }

  private int index(long revision) {
    return (int) (revision & (events.length - 1));
  }

  private void grow() {
    @Nullable CommitEvent[] oldEvents = events;
    @Nullable Version[] oldVersions = versions;
    long[] oldCosts = costs;
    events = new CommitEvent[oldEvents.length * 2];
    versions = new Version[oldEvents.length * 2];
    costs = new long[oldEvents.length * 2];
    for (long revision = cut + 1; revision <= newest; revision++) {
      int old = (int) (revision & (oldEvents.length - 1));
      events[index(revision)] = oldEvents[old];
      versions[index(revision)] = oldVersions[old];
      costs[index(revision)] = oldCosts[old];
    }
  }

  private static long cost(CommitEvent event) {
    long cost = BYTES_PER_COMMIT;
    for (KeyChange change : event.changes()) {
      cost += BYTES_PER_CHANGE + change.key().size();
      cost += change.previous() == null ? 0 : change.previous().size();
    }
    return cost;
  }
}
