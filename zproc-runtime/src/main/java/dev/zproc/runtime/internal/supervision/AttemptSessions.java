package dev.zproc.runtime.internal.supervision;

import dev.zproc.FailedRun;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Position;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one child: a new one for each attempt, or, if a wait goes on from attempt to
 * attempt, one that is handed on. It is handed on as soon as a process has ended, so that the
 * server keeps every match during the delay before the next.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class AttemptSessions {

  private final EngineSession parent;
  private final LaunchSpec spec;

  /** The session of the attempt before, ready for the next. */
  private @Nullable ChildSession handedOn;

  /** That of the newest attempt. */
  private @Nullable ChildSession newest;

  private @Nullable Position position;

  AttemptSessions(EngineSession parent, LaunchSpec spec) {
    this.parent = parent;
    this.spec = spec;
  }

  /** The session of the next attempt. */
  CompletableFuture<ChildSession> next() {
    ChildSession kept = handedOn;
    handedOn = null;
    return kept != null ? CompletableFuture.completedFuture(kept) : parent.birth(spec.birth());
  }

  /** The attempt has come to nothing before it had a process. */
  void putBack(ChildSession session) {
    if (spec.resumption() == null) {
      parent.release(session.session());
    } else {
      handedOn = session;
    }
  }

  /** The boot frame of that attempt. */
  BootFrame frame(ChildSession session, int attempt) {
    newest = session;
    if (spec.resumption() != null && position == null) {
      position = new Position(session.revision(), true);
    }
    return spec.frame(session, attempt, position);
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
    return parent.resume(
        session, repeat, resumption.byChild() && position != null ? position.revision() : 0);
  }

  /** What {@link #over} has returned is complete, with this. */
  void handOn(@Nullable Object result) {
    handedOn = result instanceof ChildSession session ? session : null;
  }

  /** There will be no other attempt. */
  void end() {
    ChildSession kept = handedOn;
    handedOn = null;
    if (kept != null) {
      parent.release(kept.session());
    }
  }
}
