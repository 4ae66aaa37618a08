package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.failure.ChildEnd;
import dev.zproc.runtime.internal.engine.Bytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One child: its attempts, each a new session and a new process, until it has ended for good.
 *
 * <p>Threads: safe for use by many threads. Its state belongs to the thread {@code
 * zproc-supervisor}; public methods hand over to it and return at once.
 */
public final class Supervisor {

  private final Supervision supervision;
  private final LaunchSpec spec;
  private final RestartSchedule schedule;
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();

  private volatile Phase phase = Phase.STARTING;
  private volatile long pid = -1;
  private volatile int attempt;

  // Owned by the loop.
  private boolean stopping;
  private boolean retired;
  private @Nullable Run run;
  private @Nullable Future<?> restart;

  Supervisor(Supervision supervision, LaunchSpec spec) {
    this.supervision = supervision;
    this.spec = spec;
    this.schedule =
        new RestartSchedule(spec.restart(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /** What the child is doing. */
  public Phase phase() {
    return phase;
  }

  /** The id of its newest process; -1 if there never was one. */
  public long pid() {
    return pid;
  }

  /** How many times it has been started. */
  public int attempts() {
    return attempt;
  }

  /** Complete when it has ended for good; never fails. */
  public CompletableFuture<Ended> ended() {
    return ended;
  }

  /** Ends it in order, and for good: see {@link StopSequence}. */
  public void stop(Duration grace) {
    act(
        () -> {
          Run current = beginToStop();
          if (current != null) {
            current.stop.begin(grace, () -> supervision.family.tell(current.session, Words.STOP));
          }
        });
  }

  /** Ends it in order, within the usual time. */
  public void stop() {
    stop(StopSequence.GRACE);
  }

  /** Does not start it again from here on, however it ends. */
  public void retire() {
    act(() -> retired = true);
  }

  /** Kills it and all that it has started. */
  public void kill() {
    act(
        () -> {
          Run current = beginToStop();
          if (current != null) {
            current.stop.kill();
          }
        });
  }

  /** Complete when the first process is forked, or could not be. */
  CompletableFuture<Void> start() {
    CompletableFuture<Void> started = new CompletableFuture<>();
    ended.thenRun(() -> started.complete(null));
    act(() -> begin(started));
    return started;
  }

  void said(long session, byte word) {
    Run current = run;
    if (current == null || current.session != session) {
      return;
    }
    current.attempt.started();
    current.words = current.words.and(word);
    if (phase == Phase.STOPPING) {
      return;
    }
    if (word == Words.WAITING) {
      phase = Phase.WAITING;
    } else if (word == Words.RUNNING) {
      phase = Phase.RUNNING;
      if (spec.timedWait()) {
        limit(current);
      }
    }
  }

  void outcome(long session, Bytes outcome) {
    Run current = run;
    if (current != null && current.session == session) {
      current.outcome = outcome;
    }
  }

  private void begin(@Nullable CompletableFuture<Void> started) {
    restart = null;
    attempt++;
    phase = Phase.STARTING;
    spec.birth()
        .get()
        .whenComplete(
            (ticket, failure) ->
                act(
                    () -> {
                      if (failure == null) {
                        fork(ticket);
                      } else if (started == null) {
                        finish(Ended.without(new ChildEnd.ServerGone(), attempt));
                      }
                      if (started != null && failure == null) {
                        started.complete(null);
                      } else if (started != null) {
                        started.completeExceptionally(failure);
                      }
                    }));
  }

  private void fork(Family.Ticket ticket) {
    if (stopping) {
      supervision.family.release(ticket.session());
      finish(Ended.without(new ChildEnd.Stopped(), attempt));
      return;
    }
    try {
      Run forked =
          new Run(
              ticket.session(), Attempt.start(spec, spec.frame(ticket, attempt), supervision.host));
      pid = forked.attempt.pid();
      run = forked;
      supervision.hears(ticket.session(), this);
      if (!spec.timedWait()) {
        limit(forked);
      }
      forked.attempt.exit().whenComplete((report, failure) -> exited(forked, report));
    } catch (IOException | RuntimeException e) {
      supervision.family.release(ticket.session());
      String command = Attempt.command(spec, supervision.host).toString();
      ended(
          Ended.without(new ChildEnd.StartFailed(String.valueOf(e.getMessage()), command), attempt),
          0);
    }
  }

  private void limit(Run current) {
    if (!spec.timeout().isZero() && current.limit == null) {
      current.limit =
          supervision.loop.schedule(
              () -> act(() -> kill(current)), spec.timeout().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void kill(Run late) {
    late.overdue = true;
    late.stop.kill();
  }

  /** In any thread: the process has ended, and so what it has left at the server is final. */
  private void exited(Run over, ExitReport report) {
    supervision
        .family
        .takeOutcome(over.session)
        .whenComplete(
            (outcome, failure) ->
                act(
                    () -> {
                      if (failure == null) {
                        over.outcome = outcome.orElse(null);
                      }
                      exited(over, report, failure != null);
                    }));
  }

  private void exited(Run over, ExitReport report, boolean serverGone) {
    over.stop.ended();
    Future<?> limit = over.limit;
    if (limit != null) {
      limit.cancel(false);
    }
    run = null;
    supervision.hearsNoMore(over.session);
    supervision.family.release(over.session);
    Bytes bytes = over.outcome;
    Outcome outcome = bytes == null ? null : Outcome.decode(bytes);
    ChildEnd end =
        outcome == null && serverGone && report.code() == 0
            ? new ChildEnd.ServerGone()
            : ExitReason.of(report, outcome, over.words);
    if (!end.isSuccess() && over.overdue) {
      end = new ChildEnd.TimedOut(spec.timeout());
    } else if (!end.isSuccess() && stopping) {
      end = new ChildEnd.Stopped();
    }
    Bytes result = outcome instanceof Outcome.Returned returned ? returned.result() : null;
    ended(
        new Ended(end, result, attempt, report.code(), report.stderr()),
        System.nanoTime() - over.startedNanos);
  }

  private void ended(Ended over, long livedNanos) {
    if (stopping || retired) {
      finish(over);
      return;
    }
    OptionalLong delay = schedule.next(over.end(), livedNanos, System.nanoTime());
    if (delay.isEmpty()) {
      finish(over);
      return;
    }
    log("'" + spec.name() + "' " + over.end() + " and is started again");
    phase = Phase.BACKING_OFF;
    restart =
        supervision.loop.schedule(
            () -> act(() -> begin(null)), delay.getAsLong(), TimeUnit.NANOSECONDS);
  }

  private @Nullable Run beginToStop() {
    if (phase == Phase.EXITED) {
      return null;
    }
    stopping = true;
    phase = Phase.STOPPING;
    Future<?> pending = restart;
    if (pending != null) {
      pending.cancel(false);
      restart = null;
      finish(Ended.without(new ChildEnd.Stopped(), attempt));
    }
    return run;
  }

  private void finish(Ended over) {
    phase = Phase.EXITED;
    ended.complete(over);
    log("'" + spec.name() + "' " + over.end());
  }

  private void act(Runnable action) {
    supervision.loop.execute(
        () -> {
          try {
            action.run();
          } catch (Throwable e) {
            // A bug; whoever waits for the child must not wait for ever.
            Run current = run;
            if (current != null) {
              current.attempt.kill();
            }
            phase = Phase.EXITED;
            ended.complete(Ended.without(new ChildEnd.Faulted(), attempt));
            System.getLogger(Supervisor.class.getName())
                .log(Level.WARNING, "A bug in zproc lost its hold of '" + spec.name() + "'", e);
          }
        });
  }

  private static void log(String message) {
    System.getLogger(Supervisor.class.getName()).log(Level.DEBUG, message);
  }

  /** One attempt that has a process. */
  private final class Run {

    final long session;
    final Attempt attempt;
    final StopSequence stop;
    final long startedNanos = System.nanoTime();
    Words words = Words.NONE;
    @Nullable Bytes outcome;
    @Nullable Future<?> limit;
    boolean overdue;

    Run(long session, Attempt attempt) {
      this.session = session;
      this.attempt = attempt;
      this.stop = new StopSequence(attempt, supervision.loop);
    }
  }
}
