package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Feed;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open watch: the changes of some keys, one by one.
 *
 * <pre>{@code
 * try (Watch<Bakery> watch = bakery.watch(bakery.cookies()).open()) {
 *   for (Change<Bakery> change : watch) { … }      // ends at the limit, or when somebody closes it
 * }
 * }</pre>
 *
 * <p>Threads: safe for use by many threads; each change goes to one of them. An iterator belongs to
 * the thread that made it.
 *
 * @param <S> the {@code @State} interface
 */
public final class Watch<S> implements Iterable<Change<S>>, AutoCloseable {

  private static final int WINDOW = 256;

  private final StateSpace<S> space;
  private final WatchSpec spec;
  private final boolean live;
  private final String awaited;
  private long left;
  private long skipUpTo;
  private final FollowedViews views;
  private volatile Feed feed;
  private volatile boolean closed;

  Watch(StateSpace<S> space, WatchSpec spec, boolean live, long limit) {
    this.space = space;
    this.spec = spec;
    this.live = live;
    this.left = limit == 0 ? Long.MAX_VALUE : limit;
    this.awaited = "a change of " + space.namespace.name;
    this.views = new FollowedViews(space.namespace, spec.label());
    this.feed = new Feed(space.engine(), spec, WINDOW);
  }

  /**
   * Waits for the next change.
   *
   * @throws HistoryGoneException if the history no longer reaches back to it
   * @throws NoSuchElementException if the limit is reached, also while it waits
   * @throws IllegalStateException if the watch is closed
   */
  public Change<S> next() {
    Change<S> change = take(Deadline.NEVER);
    if (change == null) {
      throw new AssertionError("a wait without a deadline ended");
    }
    return change;
  }

  /**
   * The same, for at most {@code timeout}; a change that has happened is told however short that
   * is.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  public Change<S> next(Duration timeout) {
    Deadline deadline = Deadline.after(timeout);
    Change<S> change = take(deadline);
    if (change == null) {
      throw deadline.missed(awaited);
    }
    return change;
  }

  /**
   * The next change if it has arrived, as those have that had happened when the watch was opened;
   * for that the first call may take a round trip.
   */
  public Optional<Change<S>> poll() {
    return Optional.ofNullable(take(Deadline.after(Duration.ZERO)));
  }

  private @Nullable Change<S> take(Deadline deadline) {
    checkLimit();
    while (true) {
      CommitEvent event = event(deadline);
      if (event == null) {
        return null;
      }
      if (accept(event)) {
        space.cursors.saw(event.revision());
        return new Change<>(space.namespace, event, views);
      }
    }
  }

  private synchronized boolean accept(CommitEvent event) {
    if (event.revision() <= skipUpTo) {
      return false;
    }
    checkLimit();
    left--;
    if (left == 0) {
      feed.close(over()); // which others may wait for
      views.close();
    }
    return true;
  }

  private synchronized void checkLimit() {
    if (left == 0) {
      throw over();
    }
  }

  private static NoSuchElementException over() {
    return new NoSuchElementException("the limit of the watch is reached");
  }

  private @Nullable CommitEvent event(Deadline deadline) {
    while (true) {
      if (closed) {
        throw new IllegalStateException("the watch is closed");
      }
      Feed open = feed;
      try {
        CommitEvent event = open.next(deadline, awaited);
        if (live) {
          for (CommitEvent newer = open.poll(); newer != null; newer = open.poll()) {
            event = newer;
          }
        }
        return event;
      } catch (HistoryGoneException e) {
        if (!live) {
          throw e;
        }
        reopen(open, e.oldestRevision());
      }
    }
  }

  /**
   * A live watch that has fallen behind goes on with what is left, of which it takes the newest.
   */
  private synchronized void reopen(Feed gone, long oldest) {
    checkLimit();
    if (feed == gone && !closed) {
      feed =
          new Feed(
              space.engine(),
              new WatchSpec(
                  spec.keys(), oldest, spec.skipOrigin(), spec.identical(), 0, spec.label()),
              WINDOW);
    }
  }

  /** Skips every change up to now; later ones are delivered. */
  public void goLive() {
    long newest = space.newestRevision();
    synchronized (this) {
      skipUpTo = Math.max(skipUpTo, newest);
    }
  }

  /**
   * The changes as they come: {@code hasNext} waits, until the limit is reached or the watch
   * closed.
   */
  @Override
  public Iterator<Change<S>> iterator() {
    return new Changes();
  }

  /** Ends the watch; whoever waits for its next change is told so. */
  @Override
  public void close() {
    Feed open;
    synchronized (this) {
      closed = true;
      open = feed;
    }
    views.close();
    open.close(new IllegalStateException("the watch is closed"));
  }

  private final class Changes implements Iterator<Change<S>> {
    private @Nullable Change<S> ahead;

    @Override
    public boolean hasNext() {
      if (ahead != null) {
        return true;
      }
      try {
        ahead = Watch.this.next();
        return true;
      } catch (NoSuchElementException e) {
        return false;
      } catch (IllegalStateException e) {
        if (closed) {
          return false;
        }
        throw e;
      }
    }

    @Override
    public Change<S> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the watch has ended");
      }
      Change<S> next = ahead;
      ahead = null;
      if (next == null) {
        throw new AssertionError("hasNext promised one");
      }
      return next;
    }
  }
}
