package dev.zproc.runtime;

import dev.zproc.GiveUp;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.supervision.AttemptEnd;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Children that have failed: those of a context of which nobody has been told, or those that
 * somebody has taken from there, to be told of them. The newest are kept, and how many there were
 * before.
 *
 * <p>Threads: not safe; guarded by the lock of {@link Children}, or used by who has taken them.
 */
final class FailedChildren {

  /** How many are kept, with all that their calls hold; a program may never ask for them. */
  static final int KEPT = 1_000;

  /** The newest, in the order of their ends. */
  private final Map<ForkedChild<?>, AttemptEnd> all = new LinkedHashMap<>();

  /** How many older ones there were. */
  private long dropped;

  void add(ForkedChild<?> child, AttemptEnd ended) {
    all.put(child, ended);
    if (all.size() > KEPT) {
      all.remove(all.keySet().iterator().next());
      dropped++;
    }
  }

  boolean isEmpty() {
    return all.isEmpty() && dropped == 0;
  }

  /** Whether some of these have failed; a group knows its children, those not kept here too. */
  boolean hasAny(Collection<ForkedChild<?>> group) {
    return group.stream().anyMatch(child -> child.untoldFailure() != null);
  }

  /** Somebody has been told of this one. */
  void told(ForkedChild<?> child) {
    child.told();
    all.remove(child);
  }

  /** Hands all over, so that nobody else is told of them. */
  void moveTo(FailedChildren taken) {
    taken.dropped += dropped;
    dropped = 0;
    all.forEach(
        (child, ended) -> {
          taken.add(child, ended);
          child.told();
        });
    all.clear();
  }

  /** The same for those of a group; first come those that are not kept, which are older. */
  void moveTo(FailedChildren taken, Collection<ForkedChild<?>> group) {
    for (ForkedChild<?> child : group) {
      AttemptEnd ended = child.untoldFailure();
      if (ended != null && !all.containsKey(child)) {
        taken.add(child, ended);
        child.told();
      }
    }
    all.forEach(
        (child, ended) -> {
          if (group.contains(child)) {
            taken.add(child, ended);
            child.told();
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
    if (dropped > 0) {
      failures.add(
          new LimitExceededException(
              (dropped == 1 ? "one more child has" : dropped + " more children have")
                  + " failed before; of failures that nobody has been told the"
                  + " newest "
                  + KEPT
                  + " are kept: join() children, use result(), or call awaitAll() now and then"));
    }
    return failures;
  }
}
