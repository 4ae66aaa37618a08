package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops many children within one limit of time.
 *
 * <p>Threads: used by the thread that stops them.
 */
final class OrderlyStop {

  /** How long one child may hold up those started before it. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How long a killed process may take until the operating system says that it is gone. */
  private static final long REAP_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long children may take that have lost the server, to end by themselves, and killed. */
  private static final long GONE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  private OrderlyStop() {}

  /**
   * Stops the children in this order, and returns when they have ended; those that have not after
   * {@code limit} are killed. A group is stopped as one. Cannot be interrupted; that kills those
   * that are left at once, and leaves the flag set.
   */
  static void of(
      List<ForkedChild<?>> children, Map<ForkedChild<?>, ChildGroup> groups, Duration limit) {
    long deadline = System.nanoTime() + Durations.nanos(limit);
    boolean interrupted = Thread.interrupted();
    try {
      interrupted |= inTurn(children, groups, deadline, interrupted);
    } finally {
      // Whatever has happened: nobody is left alive.
      children.stream().filter(Child::isAlive).forEach(child -> child.supervisor().kill());
      interrupted |= waitFor(children, REAP_NANOS);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Asks them in this order, and waits for them; tells whether it was interrupted. */
  private static boolean inTurn(
      List<ForkedChild<?>> children,
      Map<ForkedChild<?>, ChildGroup> groups,
      long deadline,
      boolean hurry) {
    boolean interrupted = hurry;
    Set<ChildGroup> done = new HashSet<>();
    for (ForkedChild<?> child : children) {
      ChildGroup group = groups.get(child);
      if (group == null) {
        child.supervisor().stop();
        interrupted = interrupted || waitFor(List.of(child), Math.min(TURN_NANOS, left(deadline)));
      } else if (done.add(group)) {
        group.supervisor().stop();
        // It may take half of what is left, so that those before it are asked, too.
        interrupted = interrupted || waitFor(group.members(), left(deadline) / 2);
      }
    }
    return interrupted || waitFor(children, left(deadline));
  }

  /**
   * Lets the children end that have lost their server, and kills those that do not; returns those
   * of which nobody has told the end, for want of memory.
   */
  static List<ForkedChild<?>> withoutServer(List<ForkedChild<?>> children) {
    children.forEach(child -> child.supervisor().retire());
    waitFor(children, GONE_NANOS);
    for (ForkedChild<?> child : children) {
      if (child.isAlive()) {
        child.supervisor().kill();
      }
    }
    waitFor(children, GONE_NANOS);
    List<ForkedChild<?>> left = new ArrayList<>(children);
    left.removeIf(child -> !child.isAlive());
    return left;
  }

  /** Waits until all have ended or the time is over; tells whether it was interrupted. */
  static boolean waitFor(Collection<ForkedChild<?>> children, long nanos) {
    try {
      CompletableFuture.allOf(
              children.stream().map(ForkedChild::done).toArray(CompletableFuture<?>[]::new))
          .get(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    } catch (TimeoutException e) {
      return false; // the caller sees who is still alive
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // ends do not fail
    }
    return false;
  }

  private static long left(long deadline) {
    return Math.max(deadline - System.nanoTime(), 0);
  }
}
