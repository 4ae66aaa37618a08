package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.process.ChildProgress;
import dev.zproc.runtime.internal.process.ExitReason;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.JvmProcess;
import dev.zproc.runtime.internal.process.SignalSender;
import dev.zproc.runtime.internal.process.StopSequence;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a child that has a process: what it has said, when it must be over, and what its
 * end comes to.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class Attempt {

  /** How much longer it may take to end while it stops its own children. */
  private static final Duration CLOSING = Duration.ofSeconds(15);

  final AttemptId id;
  final long session;
  final JvmProcess process;
  final StopSequence stop;

  private final LaunchSpec spec;
  private final Supervision supervision;
  private final long startedNanos = System.nanoTime();
  private ChildProgress progress = ChildProgress.NONE;
  private boolean heard;
  private @Nullable Bytes outcome;

  /** Whether it told its outcome before anybody wanted it to end. */
  private boolean free;

  /** What is to happen to it if it goes on like this. */
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
    this.stop = new StopSequence(process, supervision::later);
  }

  /**
   * Gives a JVM its boot frame.
   *
   * @param idle one that waits for a call; null to fork one
   * @throws IOException if the process or its output cannot be had; nothing is left behind
   */
  static Attempt start(
      LaunchSpec spec, BootFrame frame, Supervision supervision, @Nullable IdleJvm idle)
      throws IOException {
    JvmProcess process = JvmProcess.start(spec.jvm(), spec.output(), frame, supervision.host, idle);
    AttemptId id = new AttemptId(spec.name(), frame.attempt(), process.pid());
    Attempt forked = new Attempt(id, frame.session(), spec, process, supervision);
    forked.limitStart();
    return forked;
  }

  /**
   * Whether its process has ended, by itself, before it had its call, as one that had waited for
   * calls: so nothing has begun, and another process may run it as if there had been none. Then
   * this attempt is over.
   *
   * @param taken what it has left at the server; null if the server is gone
   * @param lostItsPort whether that of its debugger had been taken meanwhile
   */
  boolean missedItsCall(@Nullable Optional<Bytes> taken, boolean lostItsPort) {
    boolean silent = !heard && outcome == null && taken != null && taken.isEmpty();
    boolean missed = process.hasMissedItsCall() || lostItsPort;
    if (!silent || !missed || !unready.isEmpty()) {
      return false;
    }
    stop.ended();
    unlimited();
    return true;
  }

  /** Whether it could not begin as somebody else had the port that was free for its debugger. */
  boolean lostItsPort(ExitReport report) {
    return process.debugPort() != 0
        && progress.equals(ChildProgress.NONE)
        && ExitReason.isPortTaken(report);
  }

  /** It has sent {@code note}, and so is up. */
  void said(byte note) {
    process.started();
    heard = true;
    progress = progress.and(note);
    switch (note) {
      case NoteKind.RUNNING, NoteKind.RUN_BEGINS -> limitRun();
      case NoteKind.WAITING, NoteKind.RUN_OVER -> unlimited();
      case NoteKind.CLOSING -> limitEnd(CLOSING);
      default -> {}
    }
  }

  /**
   * It has left this at the server, and has to do no more than to end.
   *
   * @param wanted whether it was to end
   */
  void outcome(Bytes bytes, boolean wanted) {
    outcome = bytes;
    free = !wanted;
    limitEnd(Duration.ZERO);
  }

  /** From here on it must soon run, or wait to. */
  private void limitStart() {
    Duration timeout = spec.startTimeout();
    if (!timeout.isZero()) {
      limit(
          timeout,
          () ->
              fail(
                  "its method had not begun, nor waited to, within "
                      + Durations.text(timeout)
                      + "; give it longer with startTimeout"));
    }
  }

  /** From here on the time-out of its method runs, if it has one. */
  private void limitRun() {
    unlimited();
    Duration timeout = spec.timeout();
    if (!timeout.isZero()) {
      limit(
          timeout,
          () -> {
            overdue = timeout;
            stop.kill();
          });
    }
  }

  /** From here on its process must soon be gone, whatever it has left running. */
  private void limitEnd(Duration more) {
    Duration grace = spec.stopTimeout();
    Duration least = StopSequence.HOOKS;
    limit((grace.compareTo(least) < 0 ? least : grace).plus(more), stop::kill);
  }

  private void limit(Duration time, Runnable action) {
    unlimited();
    // Over the limit it ends, if need be without what is to happen.
    limit = supervision.later(time, () -> supervision.guarded(action, spec.name(), process::kill));
  }

  private void unlimited() {
    Future<?> pending = limit;
    if (pending != null) {
      pending.cancel(false);
      limit = null;
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

  /**
   * Begins to send a signal to {@code attempt}, if there is one, and tells {@code sent}.
   *
   * @param pid of the process that is meant; 0 for any
   */
  static void signal(
      @Nullable Attempt attempt,
      String name,
      long pid,
      CompletableFuture<@Nullable SignalSender> sent) {
    boolean isMeant = attempt != null && (pid == 0 || attempt.id.pid() == pid);
    tell(sent, () -> isMeant ? attempt.process.signal(name) : null);
  }

  /**
   * Tells what comes of {@code how}, whatever it throws, as where the system refuses the thread
   * that waits for the shell. A full heap concerns more than who asked, and is thrown, too.
   */
  static <T> void tell(CompletableFuture<@Nullable T> told, Supplier<@Nullable T> how) {
    try {
      told.complete(how.get());
    } catch (Throwable e) {
      told.completeExceptionally(e);
      if (StartFailure.isFullHeap(e)) {
        throw e;
      }
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
    unlimited();
    Bytes bytes = taken == null ? outcome : taken.orElse(null);
    LeftResult result = bytes != null && Outcome.hasResult(bytes) ? new LeftResult(bytes) : null;
    // A result stays as it is: it may be large, and is decoded by who asks for it.
    Outcome left =
        bytes == null ? null : result != null ? new Outcome.Returned(null) : Outcome.decode(bytes);
    ChildEnd end =
        left == null && taken == null && report.code() == 0
            ? new ChildEnd.ServerGone()
            : ExitReason.of(report, left, progress);
    boolean hopeless = ExitReason.isHopeless(end);
    if (end.isSuccess() || left != null && free) {
      // That is how it went, whoever had to end its process.
    } else if (!unready.isEmpty()) {
      hopeless = false; // it was we who ended it, and it may have printed what it liked
      end = new ChildEnd.StartFailed(unready, report.command(), report.stderr());
    } else if (!overdue.isZero()) {
      end = new ChildEnd.TimedOut(overdue);
    } else if (left == null && supervision.serverGone) {
      end = new ChildEnd.ServerGone();
    } else if (wanted) {
      end = new ChildEnd.Stopped();
    }
    List<String> thrown = left instanceof Outcome.Threw threw ? threw.classes() : List.of();
    Integer code = report.known() == null ? report.code() : null; // else it is that of ssh
    boolean ran = progress.running();
    return new AttemptEnd(
        end, result, ran, id.number(), code, report.stderr(), thrown, hopeless, null);
  }
}
