package dev.zproc.runtime;

import dev.zproc.GiveUp;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.supervision.AttemptEnd;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Children that have failed: those of a context of which nobody has been told, or those that
 * somebody has taken from there, to be told of them.
 *
 * <p>Threads: not safe; guarded by the lock of {@link Children}, or used by who has taken them.
 */
final class FailedChildren {

  /** In the order of their ends. */
  private final Map<ForkedChild<?>, AttemptEnd> all = new LinkedHashMap<>();

  void add(ForkedChild<?> child, AttemptEnd ended) {
    all.put(child, ended);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether some of these have failed. */
  boolean hasAny(Collection<ForkedChild<?>> group) {
    return !Collections.disjoint(all.keySet(), group);
  }

  /** Somebody has been told of this one. */
  void told(ForkedChild<?> child) {
    all.remove(child);
  }

  /** Hands all over, so that nobody else is told of them. */
  void moveTo(FailedChildren taken) {
    all.forEach(taken::add);
    all.clear();
  }

  /** The same for those of a group. */
  void moveTo(FailedChildren taken, Collection<ForkedChild<?>> group) {
    all.forEach(
        (child, ended) -> {
          if (group.contains(child)) {
            taken.add(child, ended);
          }
        });
    all.keySet().removeAll(group);
  }

  Map<ForkedChild<?>, AttemptEnd> copy() {
    return new LinkedHashMap<>(all);
  }

  /**
   * Their failures.
   *
   * @param rootStops whether those are told already for which the root stops
   */
  List<ZProcException> failures(boolean rootStops) {
    List<ZProcException> failures = new ArrayList<>();
    all.forEach(
        (child, ended) -> {
          if (!rootStops || child.onGiveUp() != GiveUp.STOP_ROOT) {
            failures.add(child.failure(ended));
          }
        });
    return failures;
  }
}
