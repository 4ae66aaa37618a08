package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some ranges of keys, from one revision on through every later one that changes something: read
 * once, then kept up to date from a watch.
 *
 * <p>Threads: not safe; used by the thread that waits.
 */
public final class Follower implements AutoCloseable {

  private static final int WINDOW = 256;

  private final StateEngine engine;
  private final List<KeyRange> loaded;
  private final KeySelection watched;
  private final String label;
  private View view;
  private long revision;
  private @Nullable Feed feed;

  /**
   * Reads {@code loaded} as of {@code from}, or as of the newest revision if that is 0.
   *
   * @param watched the changes to follow
   * @param label what people are told of it
   * @throws HistoryGoneException if {@code from} cannot be read any more
   */
  public Follower(
      StateEngine engine, List<KeyRange> loaded, KeySelection watched, long from, String label) {
    TransactionGuard.forbid();
    Schedule.step();
    this.engine = engine;
    this.loaded = disjoint(loaded);
    this.watched = watched;
    this.label = label;
    this.revision = from;
    this.view = load(from);
  }

  /** The same for one range, that begins at the newest revision where {@code from} is gone. */
  public static Follower of(StateEngine engine, KeyRange range, long from, String label) {
    try {
      return new Follower(engine, List.of(range), KeySelection.of(range), from, label);
    } catch (HistoryGoneException e) {
      return new Follower(engine, List.of(range), KeySelection.of(range), 0, label);
    }
  }

  private View load(long at) {
    View all = View.of(List.of());
    long of = at;
    for (KeyRange range : loaded) {
      RangeResult result = Calls.get(engine.range(range, of));
      // The first read fixes the revision for the others.
      of = result.revision();
      all = loaded.size() == 1 ? View.of(result.entries()) : all.with(View.of(result.entries()));
    }
    revision = Math.max(of, at);
    return all;
  }

  public View view() {
    return view;
  }

  public long revision() {
    return revision;
  }

  /** Waits for the next commit and takes it over; null at the deadline. */
  public @Nullable CommitEvent advance(Deadline deadline, String awaited) {
    return take(feed().next(deadline, awaited));
  }

  /** Takes over the next commit if it has arrived. */
  public @Nullable CommitEvent poll() {
    return take(feed().poll());
  }

  /**
   * The view at {@code target}, which is not before {@link #revision}: from the commits that have
   * arrived, or else read again.
   */
  public View at(long target) {
    while (revision < target) {
      if (poll() == null) {
        view = load(target);
      }
    }
    return view;
  }

  /** Whether no more commits will arrive. */
  public boolean isOver() {
    Feed open = feed;
    return open != null && open.isOver();
  }

  private Feed feed() {
    Feed open = feed;
    if (open == null) {
      open = new Feed(engine, new WatchSpec(watched, revision, 0, false, 0, label), WINDOW);
      feed = open;
    }
    return open;
  }

  private @Nullable CommitEvent take(@Nullable CommitEvent event) {
    if (event != null && event.revision() > revision) {
      view = view.after(onlyLoaded(event));
      revision = event.revision();
    }
    return event;
  }

  /** Reads all again at the newest revision; the watch goes on where it was. */
  public void refresh() {
    view = load(0);
  }

  private CommitEvent onlyLoaded(CommitEvent event) {
    List<KeyChange> changes = new ArrayList<>(event.changes().size());
    for (KeyChange change : event.changes()) {
      for (KeyRange range : loaded) {
        if (range.contains(change.key())) {
          changes.add(change);
          break;
        }
      }
    }
    return new CommitEvent(event.revision(), event.origin(), changes);
  }

  /**
   * The ranges without those that lie in another one: keys and whole namespaces are all there is.
   */
  private static List<KeyRange> disjoint(List<KeyRange> ranges) {
    List<KeyRange> kept = new ArrayList<>();
    for (KeyRange range : ranges) {
      boolean covered = false;
      for (KeyRange other : kept) {
        covered |= covers(other, range);
      }
      if (!covered) {
        kept.removeIf(other -> covers(range, other));
        kept.add(range);
      }
    }
    return kept;
  }

  private static boolean covers(KeyRange outer, KeyRange inner) {
    if (outer.from().compareTo(inner.from()) > 0) {
      return false;
    }
    return outer.to() == null || inner.to() != null && inner.to().compareTo(outer.to()) <= 0;
  }

  @Override
  public void close() {
    Feed open = feed;
    if (open != null) {
      open.close();
    }
  }
}
