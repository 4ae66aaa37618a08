package dev.zproc.runtime.internal.supervision;

import dev.zproc.FailedRun;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Position;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.IdleJvm;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one child: a new one for each attempt, or, if a wait goes on from attempt to
 * attempt, one that is handed on. It is handed on as soon as a process has ended, so that the
 * server keeps every match during the delay before the next.
 *
 * <p>A JVM on standby brings a session with it, with which it is connected already; so whether
 * there is one is seen before there is a session.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class AttemptSessions {

  /** How many ports for a debugger are tried. */
  private static final int PORTS = 3;

  private final Supervision supervision;
  private final EngineSession parent;
  private final LaunchSpec spec;

  /** The JVM that waits for the call of the next attempt; null if there is none. */
  private @Nullable IdleJvm idle;

  /** The session of the attempt before, ready for the next. */
  private @Nullable ChildSession handedOn;

  /** What hands on the session of the attempt before; null if none is under way. */
  private @Nullable Resuming resuming;

  /** That of the newest attempt. */
  private @Nullable ChildSession newest;

  private @Nullable Position position;

  /** How many processes of the newest attempt have found the port for their debugger taken. */
  private int portsLost;

  AttemptSessions(Supervision supervision, LaunchSpec spec) {
    this.supervision = supervision;
    this.parent = supervision.session;
    this.spec = spec;
  }

  /**
   * The session of the next attempt: that of a JVM on standby, which is connected already, if one
   * waits for such a call. One that goes on with another session connects anew.
   */
  CompletableFuture<ChildSession> next() {
    ChildSession kept = handedOn;
    handedOn = null;
    endIdle();
    IdleJvm taken =
        spec.jvm().site() != null
            ? null // they wait on this machine
            : supervision.standby.take(spec.jvm(), spec.output().inheritsOut(), supervision.host);
    idle = taken;
    if (kept != null) {
      return CompletableFuture.completedFuture(kept);
    }
    return taken == null ? parent.birth(spec.birth()) : birthIn(taken);
  }

  /** Whether a JVM on standby has been found for it. */
  boolean hasStandby() {
    return idle != null;
  }

  private CompletableFuture<ChildSession> birthIn(IdleJvm taken) {
    CompletableFuture<ChildSession> born = new CompletableFuture<>();
    long reserved = taken.claim();
    if (reserved == 0) {
      birthElsewhere(taken, born);
    } else {
      parent
          .birth(reserved, spec.birth())
          .whenComplete(
              (session, refused) -> {
                if (refused == null) {
                  born.complete(session);
                } else {
                  parent.release(reserved);
                  birthElsewhere(taken, born);
                }
              });
    }
    return born;
  }

  /**
   * The JVM has no session, or one that is no more: it is of use all the same. Or its birth is
   * refused, as this one then is.
   */
  private void birthElsewhere(IdleJvm taken, CompletableFuture<ChildSession> born) {
    parent
        .birth(spec.birth())
        .whenComplete(
            (session, refused) -> {
              if (refused == null) {
                born.complete(session);
              } else {
                taken.kill();
                born.completeExceptionally(refused);
              }
            });
  }

  /**
   * Gives {@code session} a process: the JVM that {@link #next} has found, or one that is forked.
   */
  Attempt start(ChildSession session, int attempt) throws IOException {
    BootFrame frame = frame(session, attempt);
    return Attempt.start(spec, frame, supervision, takeIdle());
  }

  private @Nullable IdleJvm takeIdle() {
    IdleJvm taken = idle;
    idle = null;
    return taken;
  }

  private void endIdle() {
    IdleJvm taken = takeIdle();
    if (taken != null) {
      taken.kill();
    }
  }

  /** The attempt has come to nothing before it had a process. */
  void putBack(ChildSession session) {
    endIdle();
    if (spec.resumption() == null) {
      parent.release(session.session());
    } else {
      handedOn = session;
    }
  }

  /** The boot frame of that attempt. */
  private BootFrame frame(ChildSession session, int attempt) {
    newest = session;
    if (spec.resumption() != null && position == null) {
      position = new Position(session.revision(), true);
    }
    return spec.frame(session, attempt, position);
  }

  /**
   * Whether the process of {@code over} has ended before it had its call, and another is to have it
   * with the {@link #same} session. One that finds the port for its debugger taken is followed by
   * one with another port, but not for ever: it may be another port that is meant.
   *
   * @param taken what it has left at the server; null if the server is gone
   */
  boolean areWantedAgain(Attempt over, ExitReport report, @Nullable Optional<Bytes> taken) {
    boolean again = over.lostItsPort(report) && portsLost < PORTS - 1;
    portsLost = again ? portsLost + 1 : 0;
    return over.missedItsCall(taken, again);
  }

  /** The session of the newest attempt, once more, for another process: nobody has used it. */
  ChildSession same() {
    return Objects.requireNonNull(newest);
  }

  /** The process has said where the wait is to begin in another attempt. */
  void position(Bytes said) {
    position = Position.decode(said);
  }

  /**
   * A process has ended.
   *
   * @param last whether it is known that there will be no other
   * @return complete, in whichever way, when what it held is free; with the session, or null, for
   *     {@link #handOn}
   */
  CompletableFuture<? extends @Nullable Object> over(long session, AttemptEnd how, boolean last) {
    LaunchSpec.Resumption resumption = spec.resumption();
    if (resumption == null || last) {
      return parent.release(session);
    }
    boolean repeat = resumption.onFailure() == FailedRun.REPEAT && !how.end().isSuccess();
    long from = resumption.byChild() && position != null ? position.revision() : 0;
    Resuming begun = new Resuming(supervision, spec.name(), session, repeat, from);
    resuming = begun;
    return begun.begin();
  }

  /** The child is to end: what {@link #over} has begun is not tried again. */
  void noMore() {
    if (resuming != null) {
      resuming.noMore();
    }
  }

  /** What {@link #over} has returned is complete, with this. */
  void handOn(@Nullable Object result) {
    resuming = null;
    handedOn = result instanceof ChildSession session ? session : null;
  }

  /** There will be no other attempt. */
  void end() {
    endIdle();
    ChildSession kept = handedOn;
    handedOn = null;
    if (kept != null) {
      parent.release(kept.session());
    }
  }
}
