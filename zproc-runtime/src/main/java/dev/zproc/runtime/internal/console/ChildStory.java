package dev.zproc.runtime.internal.console;

import dev.zproc.runtime.child.ChildEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has happened to the children of a context since it was opened, the newest events of it, and
 * of each child that lives what it does: kept though nobody looks, so that whoever comes sees what
 * was before.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ChildStory {

  /** How many events are kept. */
  public static final int KEPT = 1_000;

  /** What children do that have not ended. */
  private static final Set<String> STANDING = Set.of("start", "wait", "run", "restart");

  // Guarded by this.
  private final ArrayDeque<Happening> kept = new ArrayDeque<>();

  /** The newest of those of each child that has not ended, by its name; the oldest first. */
  private final Map<String, Happening> standing = new LinkedHashMap<>();

  private long newest;

  /** Adds what has happened. */
  public synchronized void add(ChildEvent event) {
    Happening happening = Happening.of(++newest, event);
    kept.add(happening);
    if (kept.size() > KEPT) {
      kept.remove();
    }
    standing.remove(happening.child());
    if (STANDING.contains(happening.kind())) {
      standing.put(happening.child(), happening);
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

  /**
   * All that are kept, and in front of them, of so many children at most, what those do that live
   * and have none among these.
   */
  public synchronized List<Happening> all() {
    List<Happening> older =
        standing.values().stream().filter(each -> each.number() <= newest - KEPT).toList();
    List<Happening> all =
        new ArrayList<>(older.subList(Math.max(0, older.size() - KEPT), older.size()));
    all.addAll(kept);
    return all;
  }
}
