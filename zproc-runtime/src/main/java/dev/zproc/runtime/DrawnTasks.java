package dev.zproc.runtime;

import dev.zproc.runtime.internal.swarm.Completions;
import dev.zproc.runtime.internal.swarm.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The tasks that were made of items and are not handed over yet: many at a time cost less. Who
 * closes the swarm hands over what is there, since the thread that draws may wait for the next item
 * for as long as its source likes.
 *
 * <p>Threads: {@link #close} is safe for use by many threads; the rest is for the thread that
 * draws.
 */
final class DrawnTasks {

  /** How long a source that is asked for an item when it is closed may take to give it. */
  private static final long GIVE_MILLIS = 1_000;

  private final Completions completions;
  private final boolean whole;
  private List<Task> tasks = new ArrayList<>();

  /** Whether an item is on its way from its source to here. */
  private boolean drawing;

  /** Whether the source has given it, so that it comes soon. */
  private volatile boolean given;

  private volatile boolean closed;

  /** Complete when it is closed and nothing is on its way. */
  private final CompletableFuture<Void> handedOver = new CompletableFuture<>();

  /**
   * Makes an object for no tasks.
   *
   * @param whole whether it is never closed, and so needs no locks
   */
  DrawnTasks(Completions completions, boolean whole) {
    this.completions = completions;
    this.whole = whole;
  }

  /** Whether no more are to be drawn. */
  boolean isClosed() {
    return closed;
  }

  /** The source is about to be asked for an item; returns whether it may be. */
  boolean begin() {
    if (whole) {
      return true;
    }
    synchronized (this) {
      given = false;
      drawing = !closed;
      return drawing;
    }
  }

  /** The source has given it. */
  void given() {
    if (!whole) {
      given = true;
    }
  }

  /** Takes what was made of it, and hands that over at once if this was closed meanwhile. */
  void add(Task task) {
    if (whole) {
      tasks.add(task);
      return;
    }
    synchronized (this) {
      tasks.add(task);
      if (closed) {
        submit();
      }
      drawn();
    }
  }

  /** What has come will never be done, since the source has failed, or what makes calls. */
  synchronized void drop() {
    tasks.clear();
    drawn();
  }

  private void drawn() {
    drawing = false;
    if (closed) {
      handedOver.complete(null);
    }
  }

  /** How many wait here. */
  int size() {
    return tasks.size();
  }

  /** Hands over what waits here; returns whether that was anything. */
  boolean handOver() {
    if (whole) {
      return submit();
    }
    synchronized (this) {
      return submit();
    }
  }

  private boolean submit() {
    if (tasks.isEmpty()) {
      return false;
    }
    List<Task> all = tasks;
    tasks = new ArrayList<>();
    completions.submit(all);
    return true;
  }

  /**
   * From here on no more are drawn; complete when all that were are done. A source that is just
   * being asked for one has a second to give it: it may be one that waits for ever.
   */
  CompletableFuture<Void> close() {
    synchronized (this) {
      closed = true;
      submit();
      if (drawing) {
        new CompletableFuture<Void>()
            .completeOnTimeout(null, GIVE_MILLIS, TimeUnit.MILLISECONDS)
            .thenRun(this::waitNoLonger);
      } else {
        handedOver.complete(null);
      }
    }
    return handedOver.thenCompose(nothing -> completions.quiet());
  }

  private synchronized void waitNoLonger() {
    if (!given) {
      handedOver.complete(null);
    }
  }
}
