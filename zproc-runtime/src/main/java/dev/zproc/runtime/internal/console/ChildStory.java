package dev.zproc.runtime.internal.console;

import dev.zproc.runtime.child.ChildEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What has happened to the children of a context since it was opened, the newest events of it: kept
 * though nobody looks, so that whoever comes sees what was before.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ChildStory {

  /** How many events are kept. */
  public static final int KEPT = 1_000;

  // Guarded by this.
  private final ArrayDeque<Happening> kept = new ArrayDeque<>();
  private long newest;

  /** Adds what has happened. */
  public synchronized void add(ChildEvent event) {
    kept.add(Happening.of(++newest, event));
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }

  /** The number of the newest event; 0 if there was none. */
  public synchronized long newest() {
    return newest;
  }

  /** The oldest {@code most} of those that are kept, behind number {@code after}, in order. */
  public synchronized List<Happening> after(long after, int most) {
    List<Happening> found = new ArrayList<>();
    for (Happening each : kept) {
      if (each.number() > after && found.size() < most) {
        found.add(each);
      }
    }
    return found;
  }
}
