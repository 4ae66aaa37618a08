package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.boot.Words;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.process.Attempt;
import dev.zproc.runtime.internal.process.ExitReason;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.SignalSender;
import dev.zproc.runtime.internal.process.StopSequence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a child that has a process: what it has said, when it must be over, and what its
 * end comes to.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class Run {

  final AttemptId id;
  final long session;
  final Attempt attempt;
  final StopSequence stop;

  private final ScheduledExecutorService loop;
  private final long startedNanos = System.nanoTime();
  private Words words = Words.NONE;
  private @Nullable Bytes outcome;
  private @Nullable Future<?> limit;
  private Duration overdue = Duration.ZERO;
  private String unready = "";

  Run(AttemptId id, long session, Attempt attempt, ScheduledExecutorService loop) {
    this.id = id;
    this.session = session;
    this.attempt = attempt;
    this.loop = loop;
    this.stop = new StopSequence(attempt, loop);
  }

  /** It has said {@code word}, and so is up. */
  void said(byte word) {
    attempt.started();
    words = words.and(word);
  }

  void outcome(@Nullable Bytes bytes) {
    outcome = bytes;
  }

  /** Kills it unless it is over by then; zero is for ever, and a second limit changes nothing. */
  void limit(Duration timeout) {
    if (!timeout.isZero() && limit == null) {
      limit =
          loop.schedule(
              () -> {
                overdue = timeout;
                stop.kill();
              },
              timeout.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  /** Kills it because of {@code reason}, as one that could not start. */
  void fail(String reason) {
    unready = reason;
    stop.kill();
  }

  /**
   * Begins to send a signal to the process of {@code run}, if there is one, and tells {@code sent}.
   */
  static void signal(
      @Nullable Run run, String name, CompletableFuture<@Nullable SignalSender> sent) {
    try {
      sent.complete(run == null ? null : run.attempt.signal(name));
    } catch (UnsupportedOperationException e) {
      sent.completeExceptionally(e);
    }
  }

  long livedNanos() {
    return System.nanoTime() - startedNanos;
  }

  /**
   * Its process is gone.
   *
   * @param serverGone whether nobody can say any more what it has left
   * @param wanted whether it was to end
   */
  Ended over(ExitReport report, boolean serverGone, boolean wanted) {
    stop.ended();
    Future<?> pending = limit;
    if (pending != null) {
      pending.cancel(false);
    }
    Bytes bytes = outcome;
    Outcome left = bytes == null ? null : Outcome.decode(bytes);
    ChildEnd end =
        left == null && serverGone && report.code() == 0
            ? new ChildEnd.ServerGone()
            : ExitReason.of(report, left, words);
    if (!end.isSuccess() && !unready.isEmpty()) {
      end = new ChildEnd.StartFailed(unready, report.command());
    } else if (!end.isSuccess() && !overdue.isZero()) {
      end = new ChildEnd.TimedOut(overdue);
    } else if (!end.isSuccess() && wanted) {
      end = new ChildEnd.Stopped();
    }
    Bytes result = left instanceof Outcome.Returned returned ? returned.result() : null;
    List<String> thrown = left instanceof Outcome.Threw threw ? threw.classes() : List.of();
    return new Ended(end, result, id.number(), report.code(), report.stderr(), thrown, null);
  }
}
