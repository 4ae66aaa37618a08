package dev.zproc.runtime.internal.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private final JvmProcess attempt;
  private final ScheduledExecutorService loop;
  private List<ProcessHandle> below = List.of();
  private @Nullable Future<?> next;

  public StopSequence(JvmProcess attempt, ScheduledExecutorService loop) {
    this.attempt = attempt;
    this.loop = loop;
  }

  /**
   * Begins, or begins anew with another grace, which has its nanoseconds.
   *
   * @param ask asks the child itself
   */
  public void begin(Duration grace, Runnable ask) {
    cancel();
    below = attempt.descendants();
    if (grace.isZero() || grace.isNegative()) {
      terminate();
    } else {
      // First: it ends even if it cannot be asked to.
      next = loop.schedule(this::terminate, grace.toNanos(), TimeUnit.NANOSECONDS);
      ask.run();
    }
  }

  /** Skips to the end: SIGKILL, to all that it has started, too. */
  public void kill() {
    cancel();
    below = attempt.descendants();
    attempt.kill();
    killBelow();
  }

  /** To be called when the process has ended. */
  public void ended() {
    cancel();
    killBelow();
  }

  private void terminate() {
    attempt.terminate();
    next = loop.schedule(this::kill, HOOKS.toNanos(), TimeUnit.NANOSECONDS);
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
