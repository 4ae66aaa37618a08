package dev.zproc.runtime;

import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.wait.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How callers wait for the children of a context: for all, for a group to be ready, and for its
 * end. Where threads go on one at a time, the others do meanwhile.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ChildWaits {

  private final Children children;

  /** How many threads wait for all or for a group, and so will be told of failures. */
  private final AtomicInteger waiting = new AtomicInteger();

  ChildWaits(Children children) {
    this.children = children;
  }

  /** Whether somebody waits who will be told of failures. */
  boolean areAny() {
    return waiting.get() > 0;
  }

  /** Waits until none is alive, and throws the first failure, with the others suppressed. */
  void awaitAll(AwaitMode mode) {
    FailedChildren failures = new FailedChildren();
    told(
        () -> {
          children.await(
              () -> children.isOver(mode == AwaitMode.FAIL_FAST),
              () -> children.take(failures),
              Long.MAX_VALUE);
          if (!children.isOver(false)) {
            children.stopAll(limit());
            children.take(failures);
          }
        },
        "all children");
    children.throwFailures(failures);
  }

  /** How long those left may take: each as long as it may, though they ended one by one. */
  private Duration limit() {
    List<Duration> limits = new ArrayList<>();
    for (Child<?> child : children.alive()) {
      limits.add(((ForkedChild<?>) child).stopLimit());
    }
    return together(limits);
  }

  /** The sum, or the longest that anything takes. */
  static Duration together(List<Duration> limits) {
    Duration sum = Duration.ZERO;
    for (Duration limit : limits) {
      sum = Durations.bounded(sum.plus(limit));
    }
    return sum;
  }

  /**
   * Waits until a group has ended, or one of its children has failed without ending it, and throws
   * the failures.
   */
  void awaitGroup(ChildGroup group, long nanos) {
    FailedChildren failures = new FailedChildren();
    told(
        () -> {
          if (!children.await(
              () -> children.isOver(group), () -> children.take(failures, group), nanos)) {
            throw new WaitTimeoutException(
                "the group has not ended within "
                    + Durations.textOfMillis(nanos / 1_000_000)
                    + ": "
                    + group);
          }
        },
        group);
    children.throwFailures(failures);
  }

  /** Waits until a group is ready; throws what has failed if it will not be. */
  void awaitReady(ChildGroup group) {
    boolean ready;
    try {
      ready = Schedule.outside(() -> hasStarted(group));
    } catch (InterruptedException e) {
      group.supervisor().stop();
      throw SignalTrap.interrupted(
          "interrupted while the group '" + group.name() + "' started; it is stopped", e);
    }
    if (!ready) {
      awaitGroup(group, Long.MAX_VALUE);
    }
  }

  private static boolean hasStarted(ChildGroup group) throws InterruptedException {
    try {
      return group.supervisor().started().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // it never fails
    }
  }

  /** Waits until all children of a group have ended. */
  void awaitEnd(ChildGroup group) {
    if (Schedule.outside(() -> OrderlyStop.waitFor(group.members(), Long.MAX_VALUE))) {
      throw SignalTrap.interrupted("interrupted while " + group + " ends", null);
    }
  }

  /** Stops all, and waits until they have ended. */
  void stopAll(Duration limit) {
    Schedule.outside(
        () -> {
          children.stopAll(limit);
          return true;
        });
  }

  /** Does {@code wait} as somebody who will be told of failures. */
  private void told(Waiting wait, Object what) {
    children.checkWait("wait for " + what);
    waiting.incrementAndGet();
    try {
      Schedule.outside(
          () -> {
            wait.run();
            return true;
          });
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for " + what, e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private interface Waiting {

    void run() throws InterruptedException;
  }
}
