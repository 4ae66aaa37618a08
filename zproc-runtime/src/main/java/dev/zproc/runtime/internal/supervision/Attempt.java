package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.process.ChildProgress;
import dev.zproc.runtime.internal.process.ExitReason;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.JvmProcess;
import dev.zproc.runtime.internal.process.SignalSender;
import dev.zproc.runtime.internal.process.StopSequence;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a child that has a process: what it has said, when it must be over, and what its
 * end comes to.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class Attempt {

  final AttemptId id;
  final long session;
  final JvmProcess process;
  final StopSequence stop;

  private final LaunchSpec spec;
  private final Supervision supervision;
  private final long startedNanos = System.nanoTime();
  private ChildProgress progress = ChildProgress.NONE;
  private @Nullable Bytes outcome;
  private @Nullable Future<?> limit;
  private Duration overdue = Duration.ZERO;
  private String unready = "";

  private Attempt(
      AttemptId id, long session, LaunchSpec spec, JvmProcess process, Supervision supervision) {
    this.id = id;
    this.session = session;
    this.spec = spec;
    this.process = process;
    this.supervision = supervision;
    this.stop = new StopSequence(process, supervision.loop);
  }

  /**
   * Forks a process, and gives it its boot frame.
   *
   * @throws IOException if the process or its output cannot be had; nothing is left behind
   */
  static Attempt fork(LaunchSpec spec, BootFrame frame, Supervision supervision)
      throws IOException {
    JvmProcess process = JvmProcess.start(spec.jvm(), spec.output(), frame, supervision.host);
    AttemptId id = new AttemptId(spec.name(), frame.attempt(), process.pid());
    Attempt forked = new Attempt(id, frame.session(), spec, process, supervision);
    if (!spec.timedWait()) {
      forked.limit();
    }
    return forked;
  }

  /** It has sent {@code note}, and so is up. */
  void said(byte note) {
    process.started();
    progress = progress.and(note);
  }

  /** Its method begins. */
  void running() {
    if (spec.timedWait()) {
      limit();
    }
  }

  /** It has left this at the server. */
  void outcome(Bytes bytes) {
    outcome = bytes;
  }

  /** From here on its time-out runs, if it has one; once only. */
  private void limit() {
    Duration timeout = spec.timeout();
    if (!timeout.isZero() && limit == null) {
      limit =
          supervision.later(
              timeout,
              () -> {
                overdue = timeout;
                stop.kill();
              });
    }
  }

  /** Asks it to end, and sees to it after {@code grace}. */
  void end(Duration grace) {
    stop.begin(grace, () -> supervision.session.tell(session, NoteKind.STOP, Bytes.EMPTY));
  }

  /** What it has left at the server; final, if it is asked for once the process has ended. */
  CompletableFuture<Optional<Bytes>> takeOutcome() {
    return supervision.session.takeOutcome(session);
  }

  /** Kills it because of {@code reason}, as one that could not start. */
  void fail(String reason) {
    unready = reason;
    stop.kill();
  }

  /** Begins to send a signal to {@code attempt}, if there is one, and tells {@code sent}. */
  static void signal(
      @Nullable Attempt attempt, String name, CompletableFuture<@Nullable SignalSender> sent) {
    try {
      sent.complete(attempt == null ? null : attempt.process.signal(name));
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
   * @param taken what it has left at the server; null if the server is gone
   * @param wanted whether it was to end
   */
  AttemptEnd over(ExitReport report, @Nullable Optional<Bytes> taken, boolean wanted) {
    stop.ended();
    Future<?> pending = limit;
    if (pending != null) {
      pending.cancel(false);
    }
    Bytes bytes = taken == null ? outcome : taken.orElse(null);
    Outcome left = bytes == null ? null : Outcome.decode(bytes);
    ChildEnd end =
        left == null && taken == null && report.code() == 0
            ? new ChildEnd.ServerGone()
            : ExitReason.of(report, left, progress);
    if (!end.isSuccess() && !unready.isEmpty()) {
      end = new ChildEnd.StartFailed(unready, report.command());
    } else if (!end.isSuccess() && !overdue.isZero()) {
      end = new ChildEnd.TimedOut(overdue);
    } else if (!end.isSuccess() && wanted) {
      end = new ChildEnd.Stopped();
    }
    Bytes result = left instanceof Outcome.Returned returned ? returned.result() : null;
    List<String> thrown = left instanceof Outcome.Threw threw ? threw.classes() : List.of();
    return new AttemptEnd(end, result, id.number(), report.code(), report.stderr(), thrown, null);
  }
}
