package dev.zproc.runtime.internal.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process in order: it is asked to end, after the grace it gets SIGTERM, 2 s later SIGKILL.
 * What it has started itself is listed before, and what is left of that once it has ended is
 * killed: its own zproc children have ended with it, foreign programs have not.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
public final class StopSequence {

  /** How long its shutdown hooks have after SIGTERM. */
  public static final Duration HOOKS = Duration.ofSeconds(2);

  /** Does something later, in the thread that owns this, and tells of what it throws. */
  @FunctionalInterface
  public interface Clock {

    /** Does {@code action} after {@code delay}, unless the future is cancelled before. */
    Future<?> later(Duration delay, Runnable action);
  }

  private final JvmProcess attempt;
  private final Clock clock;

  /** All that has ever been seen below it: what loses its parent is not below it any more. */
  private final Set<ProcessHandle> below = new HashSet<>();

  private @Nullable Future<?> next;

  public StopSequence(JvmProcess attempt, Clock clock) {
    this.attempt = attempt;
    this.clock = clock;
  }

  /**
   * Begins, or begins anew with another grace.
   *
   * @param ask asks the child itself
   */
  public void begin(Duration grace, Runnable ask) {
    cancel();
    lookBelow();
    if (grace.isZero() || grace.isNegative()) {
      terminate();
    } else {
      // First: it ends even if it cannot be asked to.
      next = clock.later(grace, this::terminate);
      ask.run();
    }
  }

  /** Skips to the end: SIGKILL, to all that it has started, too. */
  public void kill() {
    cancel();
    lookBelow();
    attempt.kill();
    killBelow();
  }

  /** To be called when the process has ended. */
  public void ended() {
    cancel();
    killBelow();
  }

  private void terminate() {
    next = clock.later(HOOKS, this::kill); // first, for the same reason
    attempt.terminate();
  }

  /**
   * The system may refuse to list processes, as where this one has no descriptor left. What was
   * seen before counts then: that the process ends matters more than what is below it.
   */
  private void lookBelow() {
    try {
      below.addAll(attempt.descendants());
    } catch (RuntimeException e) {
      // As said.
    }
  }

  private void killBelow() {
    // A handle whose id belongs to another process by now does nothing.
    below.forEach(ProcessHandle::destroyForcibly);
  }

  private void cancel() {
    Future<?> pending = next;
    if (pending != null) {
      pending.cancel(false);
      next = null;
    }
  }
}
