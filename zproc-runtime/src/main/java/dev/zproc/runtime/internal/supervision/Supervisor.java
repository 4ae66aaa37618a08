package dev.zproc.runtime.internal.supervision;

import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.SignalSender;
import dev.zproc.runtime.internal.process.StopSequence;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One child: its attempts, each a new process, until it has ended for good.
 *
 * <p><b>What it owns.</b> At most one {@link Attempt}, at most one pending restart, and the child's
 * {@link AttemptSessions}. An attempt takes five steps, each a task of the loop ({@link Start} does
 * the first two in its place), with something slow in between: a session is asked for ({@code
 * ask}); it is there, and a process takes it ({@code born}); that has ended ({@code exited}); what
 * it has left at the server is there ({@code left}); and its session is free ({@code ended}).
 *
 * <p><b>Its states.</b> {@link ChildStatus} is what others may know. A wish that comes while one of
 * those slow things is under way is heeded at its end, by flags: {@code stopping}, it ends for
 * good; {@code retired}, no other attempt; {@code suspended}, this one ends, the next is the
 * group's; {@code late}, it was not ready in time; {@code resting}, nothing is under way.
 *
 * <p><b>What always holds.</b> {@code attempt} is there from the fork until its outcome is, and
 * what another session says comes from one that is over, and is dropped. What was pushed as an
 * outcome counts if the server is gone. The session is free before anybody hears of the end. {@code
 * ended} is completed once, after the group has been told, and after a bug of ours too.
 *
 * <p>Threads: safe for use by many threads. Its state belongs to the loop of {@link Supervision},
 * so that what is told comes in order; public methods hand over to it and return at once.
 */
public final class Supervisor {

  final AttemptSessions sessions;
  private final Supervision supervision;
  private final LaunchSpec spec;
  private final RestartSchedule schedule;
  private final GroupLink group;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<AttemptEnd> ended = new CompletableFuture<>();

  private volatile ChildStatus status = ChildStatus.STARTING;
  private volatile long pid = -1;
  private volatile int debugPort;
  private volatile AttemptId id;
  volatile @Nullable Attempt attempt;

  // Owned by the loop.
  private boolean stopping;
  private boolean retired;
  private boolean suspended;

  /** Why it was not ready in time; empty if it was, or may still be. */
  private String late = "";

  /** Whether nothing is under way: it has not begun, or the next attempt is up to the group. */
  private boolean resting = true;

  private @Nullable Future<?> restart;

  /** Makes the supervisor of a child that is not started yet. */
  Supervisor(Supervision supervision, LaunchSpec spec, GroupLink group) {
    this.supervision = supervision;
    this.spec = spec;
    this.group = group;
    this.sessions = new AttemptSessions(supervision, spec);
    this.id = new AttemptId(spec.name(), 0, -1);
    ended.thenRun(() -> begun.complete(null));
    this.schedule =
        new RestartSchedule(spec.restart(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /** What the child is doing. */
  public ChildStatus status() {
    return status;
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
  public CompletableFuture<AttemptEnd> ended() {
    return ended;
  }

  /** Ends it in order, and for good: see {@link StopSequence}. */
  public void stop(Duration grace) {
    act(() -> end(current -> current.end(Durations.bounded(grace))));
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
          if (resting && status != ChildStatus.EXITED) {
            begun.complete(null);
            begin();
          }
        });
  }

  /** Ends the attempt in order, so that another can be launched later; the group is told. */
  void suspend() {
    act(
        () -> {
          if (status == ChildStatus.EXITED || stopping) {
            return; // the group is told of that
          }
          suspended = true;
          if (cancelRestart()) {
            rest();
          } else if (attempt != null) {
            status = ChildStatus.STOPPING;
            attempt.end(spec.stopTimeout());
          }
        });
  }

  /** Kills it for good, since it did not get ready. */
  void fail(String reason) {
    act(
        () -> {
          retired = true;
          late = reason;
          if (attempt != null) {
            attempt.fail(reason);
          } else if (cancelRestart()) {
            finish(startFailed(reason));
          }
        });
  }

  /** Begins to send a signal, without SIG, to {@code pid}, 0 for any; null if it has no such. */
  public CompletableFuture<@Nullable SignalSender> signal(String name, long pid) {
    CompletableFuture<@Nullable SignalSender> sent = new CompletableFuture<>();
    act(() -> Attempt.signal(attempt, name, pid, sent));
    return CompletableFuture.anyOf(sent, ended) // which keeps nothing of it for the end
        .thenApply(first -> first instanceof SignalSender sender ? sender : null);
  }

  /** Complete when its first process is there, or could not be; fails if it gets no session. */
  public CompletableFuture<Void> begun() {
    return begun;
  }

  void said(long session, byte note, Bytes payload) {
    Attempt current = attempt;
    if (current == null || current.session != session) {
      return;
    }
    if (note == NoteKind.POSITION) {
      sessions.position(payload);
    }
    current.said(note);
    if (status == ChildStatus.STOPPING) {
      return;
    }
    if (note == NoteKind.WAITING) {
      status = ChildStatus.WAITING;
      supervision.tell(id.waiting());
      group.up(this);
    } else if (note == NoteKind.RUNNING) {
      status = ChildStatus.RUNNING;
      supervision.tell(id.running());
      group.up(this);
    }
  }

  void outcome(long session, Bytes outcome) {
    if (attempt != null && attempt.session == session) {
      attempt.outcome(outcome, stopping || suspended);
      status = ChildStatus.STOPPING;
    }
  }

  private void begin() {
    ask().whenComplete((session, failure) -> act(() -> born(session, failure)));
  }

  /** Asks for the session of the next attempt; in any thread as long as only that knows of this. */
  CompletableFuture<ChildSession> ask() {
    restart = null;
    resting = false;
    id = new AttemptId(spec.name(), id.number() + 1, -1);
    status = ChildStatus.STARTING;
    return sessions.next();
  }

  void born(ChildSession session, @Nullable Throwable failure) {
    if (failure == null) {
      fork(session);
      begun.complete(null);
    } else if (!begun.completeExceptionally(failure)) {
      boolean refused = StartFailure.isRefusal(failure);
      String why = StartFailure.reason(failure);
      finish(refused ? startFailed(why) : endedBy(new ChildEnd.ServerGone()));
    }
  }

  private void fork(ChildSession session) {
    if (stopping || suspended || !late.isEmpty()) {
      sessions.putBack(session);
      if (suspended && !stopping) {
        rest();
      } else {
        finish(stopping ? endedBy(new ChildEnd.Stopped()) : startFailed(late));
      }
      return;
    }
    try {
      group.forking(this, session.revision());
      Attempt forked = sessions.start(session, id.number());
      attempt = forked;
      id = forked.id;
      pid = id.pid();
      debugPort = forked.process.debugPort();
      supervision.hears(session.session(), this);
      supervision.tell(id.started());
      forked.process.exit().whenComplete((report, failure) -> exited(forked, report));
    } catch (Throwable e) {
      release(session.session(), startFailed(StartFailure.reason(e)), 0);
    }
  }

  private AttemptEnd startFailed(String reason) {
    return endedBy(spec.startFailed(reason, supervision.host));
  }

  private AttemptEnd endedBy(ChildEnd end) {
    return AttemptEnd.without(end, id.number());
  }

  /** In any thread: the process has ended, and so what it has left at the server is final. */
  private void exited(Attempt over, ExitReport report) {
    over.takeOutcome().whenComplete((outcome, failure) -> act(() -> left(over, report, outcome)));
  }

  private void left(Attempt over, ExitReport report, @Nullable Optional<Bytes> outcome) {
    attempt = null;
    if (!stopping && !suspended && sessions.areWantedAgain(over, report, outcome)) {
      fork(sessions.same());
      return;
    }
    supervision.hearsNoMore(over.session);
    AttemptEnd how = over.over(report, outcome, stopping || suspended);
    release(over.session, how, over.livedNanos());
  }

  /** What the session holds is free before anything comes of its end. */
  private void release(long session, AttemptEnd over, long livedNanos) {
    supervision.tell(id.exited(over.end()));
    sessions
        .over(session, over, stopping || retired)
        .whenComplete((handedOn, failure) -> act(() -> ended(over, livedNanos, handedOn)));
  }

  private void ended(AttemptEnd over, long livedNanos, @Nullable Object handedOn) {
    sessions.handOn(handedOn);
    boolean done = over.end().isSuccess() && spec.restart().on() != RestartPolicy.ALWAYS;
    if (stopping || retired || suspended && done) {
      finish(over);
    } else if (suspended) {
      rest();
    } else {
      follow(over, livedNanos);
    }
  }

  private void follow(AttemptEnd over, long livedNanos) {
    RestartSchedule.Decision decision = schedule.next(over, livedNanos, System.nanoTime());
    if (decision instanceof RestartSchedule.Again again) {
      GroupLink.Verdict verdict = group.again(this, again.delay());
      if (verdict instanceof GroupLink.Final last) {
        giveUp(over, last.limit());
      } else {
        backOff(over, again.delay(), verdict instanceof GroupLink.Deferred);
      }
    } else if (decision instanceof RestartSchedule.TooOften tooOften) {
      giveUp(over, tooOften.limit());
    } else {
      finish(over);
    }
  }

  private void backOff(AttemptEnd over, Duration delay, boolean held) {
    status = ChildStatus.BACKING_OFF;
    resting = held;
    if (!held) {
      restart = supervision.later(delay, () -> act(this::begin));
    }
    supervision.tell(id.restarting(over.end(), delay));
  }

  private void giveUp(AttemptEnd over, @Nullable RestartLimit limit) {
    if (limit != null) {
      supervision.tell(id.gaveUp(over.end(), limit));
    }
    finish(limit == null ? over : over.givenUp(limit));
  }

  /** What comes next is up to the group. */
  private void rest() {
    status = ChildStatus.BACKING_OFF;
    resting = true;
    group.suspended(this);
  }

  private void end(Consumer<Attempt> how) {
    if (status == ChildStatus.EXITED) {
      return;
    }
    stopping = true;
    status = ChildStatus.STOPPING;
    if (cancelRestart() || resting) {
      finish(endedBy(new ChildEnd.Stopped()));
    } else if (attempt != null) {
      how.accept(attempt);
    } else {
      sessions.noMore();
    }
  }

  private boolean cancelRestart() {
    Future<?> pending = restart;
    restart = null;
    return pending != null && pending.cancel(false);
  }

  private void finish(AttemptEnd over) {
    status = ChildStatus.EXITED;
    resting = false;
    sessions.end();
    supervision.tell(id.ended(over.end()));
    tellEnd(over);
  }

  /** The group first: who waits for the end finds the group to know of it. */
  private void tellEnd(AttemptEnd over) {
    group.over(this, over);
    ended.complete(over);
  }

  private void act(Runnable action) {
    supervision.execute(action, spec.name(), this::lost);
  }

  /** After a bug of ours: whoever waits for the child must not wait for ever. */
  void lost() {
    if (attempt != null) {
      attempt.process.kill();
    }
    status = ChildStatus.EXITED;
    tellEnd(endedBy(new ChildEnd.Faulted()));
  }
}
