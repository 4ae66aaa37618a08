package dev.zproc.runtime.internal.supervision;

import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.Words;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.process.Attempt;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.SignalSender;
import dev.zproc.runtime.internal.process.StopSequence;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
  private final Superior superior;
  private final Lineage lineage;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();

  private volatile Phase phase = Phase.STARTING;
  private volatile long pid = -1;
  private volatile int debugPort;
  private volatile AttemptId id;

  // Owned by the loop.
  private boolean stopping;
  private boolean retired;
  private boolean suspended;

  /** Why it was not ready in time; empty if it was, or may still be. */
  private String late = "";

  /** Whether nothing is under way: it has not begun, or the next attempt is up to the superior. */
  private boolean resting = true;

  private @Nullable Run run;
  private @Nullable Future<?> restart;

  /** Makes the supervisor of a child that is not started yet. */
  Supervisor(Supervision supervision, LaunchSpec spec, Superior superior) {
    this.supervision = supervision;
    this.spec = spec;
    this.superior = superior;
    this.lineage = new Lineage(supervision.family, spec);
    this.id = new AttemptId(spec.name(), 0, -1);
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

  /** Where its newest process listens for a debugger; 0 if it does not. */
  public int debugPort() {
    return debugPort;
  }

  /** How many times it has been started. */
  public int attempts() {
    return id.number();
  }

  /** Complete when it has ended for good; never fails. */
  public CompletableFuture<Ended> ended() {
    return ended;
  }

  /** Ends it in order, and for good: see {@link StopSequence}. */
  public void stop(Duration grace) {
    act(() -> end(current -> ask(current, grace)));
  }

  /** Ends it in order, within its own time. */
  public void stop() {
    stop(spec.stopTimeout());
  }

  /** Does not start it again from here on, however it ends. */
  public void retire() {
    act(() -> retired = true);
  }

  /** Kills it and all that it has started. */
  public void kill() {
    act(() -> end(current -> current.stop.kill()));
  }

  /** Who is concerned when it has failed for good. */
  public GiveUp onGiveUp() {
    return spec.restart().onGiveUp();
  }

  /** Begins the first attempt, or, after {@link #suspend}, the next. */
  void launch() {
    act(
        () -> {
          suspended = false;
          if (resting && phase != Phase.EXITED) {
            begun.complete(null);
            begin();
          }
        });
  }

  /** Ends the attempt in order, so that another can be launched later; the superior is told. */
  void suspend() {
    act(
        () -> {
          if (phase == Phase.EXITED || stopping) {
            return; // the superior is told of that
          }
          suspended = true;
          Run current = run;
          if (cancelRestart()) {
            rest();
          } else if (current != null) {
            phase = Phase.STOPPING;
            ask(current, spec.stopTimeout());
          }
        });
  }

  /** Kills it for good, since it did not get ready. */
  void fail(String reason) {
    act(
        () -> {
          Run current = run;
          retired = true;
          late = reason;
          if (current != null) {
            current.fail(reason);
          } else if (cancelRestart()) {
            finish(startFailed(reason));
          }
        });
  }

  /** Begins to send a signal, by its name without SIG; null if there is no process to get it. */
  public CompletableFuture<@Nullable SignalSender> signal(String name) {
    CompletableFuture<@Nullable SignalSender> sent = new CompletableFuture<>();
    ended.thenRun(() -> sent.complete(null));
    act(() -> Run.signal(run, name, sent));
    return sent;
  }

  /** Complete when the first process is forked, or could not be. */
  CompletableFuture<Void> start() {
    ended.thenRun(() -> begun.complete(null));
    act(this::begin);
    return begun;
  }

  void said(long session, byte word, Bytes payload) {
    Run current = run;
    if (current == null || current.session != session) {
      return;
    }
    if (word == Words.POSITION) {
      lineage.position(payload);
    }
    current.said(word);
    if (phase == Phase.STOPPING) {
      return;
    }
    if (word == Words.WAITING) {
      phase = Phase.WAITING;
      supervision.tell(listener -> listener.waiting(id));
      superior.up(this);
    } else if (word == Words.RUNNING) {
      phase = Phase.RUNNING;
      if (spec.timedWait()) {
        current.limit(spec.timeout());
      }
      supervision.tell(listener -> listener.running(id));
      superior.up(this);
    }
  }

  void outcome(long session, Bytes outcome) {
    if (run != null && run.session == session) {
      run.outcome(outcome);
    }
  }

  private void begin() {
    restart = null;
    resting = false;
    id = new AttemptId(spec.name(), id.number() + 1, -1);
    phase = Phase.STARTING;
    lineage.next().whenComplete((ticket, failure) -> act(() -> born(ticket, failure)));
  }

  private void born(Family.Ticket ticket, @Nullable Throwable failure) {
    if (failure == null) {
      fork(ticket);
      begun.complete(null);
    } else if (!begun.completeExceptionally(failure)) {
      finish(
          failure instanceof EngineException.Rejected
              ? startFailed(String.valueOf(failure.getMessage()))
              : Ended.without(new ChildEnd.ServerGone(), id.number()));
    }
  }

  private void fork(Family.Ticket ticket) {
    if (stopping || suspended || !late.isEmpty()) {
      lineage.putBack(ticket);
      if (stopping) {
        finish(Ended.without(new ChildEnd.Stopped(), id.number()));
      } else if (suspended) {
        rest();
      } else {
        finish(startFailed(late));
      }
      return;
    }
    try {
      superior.forking(this, ticket.revision());
      Attempt attempt = spec.fork(lineage.frame(ticket, id.number()), supervision.host);
      pid = attempt.pid();
      debugPort = attempt.debugPort();
      id = new AttemptId(spec.name(), id.number(), pid);
      Run forked = new Run(id, ticket.session(), attempt, supervision.loop);
      run = forked;
      supervision.hears(ticket.session(), this);
      if (!spec.timedWait()) {
        forked.limit(spec.timeout());
      }
      supervision.tell(listener -> listener.started(id));
      attempt.exit().whenComplete((report, failure) -> exited(forked, report));
    } catch (IOException | RuntimeException e) {
      release(ticket.session(), startFailed(String.valueOf(e.getMessage())), 0);
    }
  }

  private Ended startFailed(String reason) {
    return Ended.without(
        new ChildEnd.StartFailed(reason, spec.command(supervision.host)), id.number());
  }

  /** In any thread: the process has ended, and so what it has left at the server is final. */
  private void exited(Run over, ExitReport report) {
    supervision
        .family
        .takeOutcome(over.session)
        .whenComplete((outcome, failure) -> act(() -> left(over, report, outcome, failure)));
  }

  private void left(
      Run over, ExitReport report, Optional<Bytes> outcome, @Nullable Throwable failure) {
    if (failure == null) {
      over.outcome(outcome.orElse(null));
    }
    run = null;
    supervision.hearsNoMore(over.session);
    Ended how = over.over(report, failure != null, stopping || suspended);
    release(over.session, how, over.livedNanos());
  }

  /** What the session holds is free before anything comes of its end. */
  private void release(long session, Ended over, long livedNanos) {
    supervision.tell(listener -> listener.exited(id, over));
    lineage
        .over(session, over, stopping || retired)
        .whenComplete(
            (handedOn, failure) ->
                act(
                    () -> {
                      lineage.inherit(handedOn);
                      ended(over, livedNanos);
                    }));
  }

  private void ended(Ended over, long livedNanos) {
    boolean done = over.end().isSuccess() && spec.restart().on() != RestartPolicy.ALWAYS;
    if (stopping || retired || suspended && done) {
      finish(over);
      return;
    }
    if (suspended) {
      rest();
      return;
    }
    RestartSchedule.Decision decision = schedule.next(over, livedNanos, System.nanoTime());
    if (decision instanceof RestartSchedule.Again again) {
      Superior.Verdict verdict = superior.again(this, again.delay());
      if (verdict instanceof Superior.Final last) {
        giveUp(over, last.limit());
      } else {
        backOff(over, again.delay(), verdict instanceof Superior.Held);
      }
    } else if (decision instanceof RestartSchedule.TooOften tooOften) {
      giveUp(over, tooOften.limit());
    } else {
      finish(over);
    }
  }

  private void backOff(Ended over, Duration delay, boolean held) {
    phase = Phase.BACKING_OFF;
    resting = held;
    if (!held) {
      restart =
          supervision.loop.schedule(() -> act(this::begin), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
    supervision.tell(listener -> listener.restarting(id, over, delay));
  }

  private void giveUp(Ended over, @Nullable GaveUp limit) {
    Ended last = limit == null ? over : over.givenUp(limit);
    if (limit != null) {
      supervision.tell(listener -> listener.gaveUp(id, last, limit));
    }
    finish(last);
  }

  /** What comes next is up to the superior. */
  private void rest() {
    phase = Phase.BACKING_OFF;
    resting = true;
    superior.suspended(this);
  }

  private void end(Consumer<Run> how) {
    if (phase == Phase.EXITED) {
      return;
    }
    stopping = true;
    phase = Phase.STOPPING;
    Run current = run;
    if (cancelRestart() || resting) {
      finish(Ended.without(new ChildEnd.Stopped(), id.number()));
    } else if (current != null) {
      how.accept(current);
    }
  }

  private void ask(Run current, Duration grace) {
    current.stop.begin(grace, () -> supervision.family.tell(current.session, Words.STOP));
  }

  private boolean cancelRestart() {
    Future<?> pending = restart;
    restart = null;
    return pending != null && pending.cancel(false);
  }

  private void finish(Ended over) {
    phase = Phase.EXITED;
    resting = false;
    lineage.end();
    supervision.tell(listener -> listener.ended(id, over));
    tellEnd(over);
  }

  /** The superior first: who waits for the end finds the group to know of it. */
  private void tellEnd(Ended over) {
    superior.over(this, over);
    ended.complete(over);
  }

  private void act(Runnable action) {
    supervision.execute(action, spec.name(), this::lost);
  }

  /** After a bug of ours: whoever waits for the child must not wait for ever. */
  private void lost() {
    if (run != null) {
      run.attempt.kill();
    }
    phase = Phase.EXITED;
    tellEnd(Ended.without(new ChildEnd.Faulted(), id.number()));
  }
}
