package dev.zproc.runtime.internal.supervision;

import dev.zproc.FailedRun;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Position;
import dev.zproc.runtime.internal.engine.Bytes;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one child: a new one for each attempt, or, if a wait goes on from attempt to
 * attempt, one that is handed on. It is handed on as soon as a process has ended, so that the
 * server keeps every match during the delay before the next.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class Lineage {

  private final Family family;
  private final LaunchSpec spec;
  private Family.@Nullable Ticket heir;
  private @Nullable Position position;

  Lineage(Family family, LaunchSpec spec) {
    this.family = family;
    this.spec = spec;
  }

  /** The session of the next attempt. */
  CompletableFuture<Family.Ticket> next() {
    Family.Ticket kept = heir;
    heir = null;
    return kept != null ? CompletableFuture.completedFuture(kept) : spec.birth().get();
  }

  /** The attempt has come to nothing before it had a process. */
  void putBack(Family.Ticket ticket) {
    if (spec.resumption() == null) {
      family.release(ticket.session());
    } else {
      heir = ticket;
    }
  }

  /** The boot frame of that attempt. */
  BootFrame frame(Family.Ticket ticket, int attempt) {
    if (spec.resumption() != null && position == null) {
      position = new Position(ticket.revision(), true);
    }
    return spec.frame(ticket, attempt, position);
  }

  /** The process has said where the wait is to begin in another attempt. */
  void position(Bytes said) {
    position = Position.decode(said);
  }

  /**
   * A process has ended.
   *
   * @param last whether it is known that there will be no other
   * @return complete, in whichever way, when what it held is free
   */
  CompletableFuture<?> over(long session, Ended how, boolean last) {
    LaunchSpec.Resumption resumption = spec.resumption();
    if (resumption == null || last) {
      return family.release(session);
    }
    boolean repeat = resumption.onFailure() == FailedRun.REPEAT && !how.end().isSuccess();
    return family.resume(
        session, repeat, resumption.byChild() && position != null ? position.revision() : 0);
  }

  /** What {@link #over} has returned is complete, with this if the session is handed on. */
  void inherit(@Nullable Object handedOn) {
    heir = handedOn instanceof Family.Ticket ticket ? ticket : null;
  }

  /** There will be no other attempt. */
  void end() {
    Family.Ticket kept = heir;
    heir = null;
    if (kept != null) {
      family.release(kept.session());
    }
  }
}
