package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.client.ChildSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The start of a child that somebody waits for. Its session is asked for by that thread; and if a
 * JVM on standby waits for its call, that thread hands the call over, too, as soon as the session
 * is born, rather than to wake another that does. What is told of it is told by the loop, in order.
 *
 * <p>A process is forked by the loop: an interrupt must not meet it half-way.
 *
 * <p>Threads: used by one thread, which makes it and then waits.
 */
public final class Start {

  private final Supervision supervision;
  private final Supervisor child;
  private final String name;

  /** What a JVM on standby waits for; null if the start is the loop's. */
  private @Nullable CompletableFuture<ChildSession> birth;

  /** Asks for the session of {@code child}, of which nobody else knows yet. */
  Start(Supervision supervision, Supervisor child, String name) {
    this.supervision = supervision;
    this.child = child;
    this.name = name;
    supervision.guarded(this::begin, name, child::lost);
  }

  private void begin() {
    birth = child.ask();
    if (!child.sessions.hasStandby()) {
      leaveToLoop();
    }
  }

  /** Nobody waits for it here. */
  void leaveToLoop() {
    CompletableFuture<ChildSession> asked = birth;
    birth = null;
    if (asked != null) {
      asked.whenComplete(
          (session, refused) ->
              supervision.execute(() -> child.born(session, refused), name, child::lost));
    }
  }

  /** The child, of which {@link #await} says when its first process is there. */
  public Supervisor child() {
    return child;
  }

  /**
   * Returns when its first process is there, or could not be, which the child itself then tells. To
   * be called once. An interrupted start goes on; {@link Supervisor#begun} says how it went.
   *
   * @throws ExecutionException if the server makes no session for it
   */
  public void await() throws InterruptedException, ExecutionException {
    CompletableFuture<ChildSession> asked = birth;
    if (asked != null) {
      try {
        awaitAny(asked);
        supervision.turn.lockInterruptibly();
      } catch (InterruptedException e) {
        leaveToLoop();
        throw e;
      }
      try {
        asked.whenComplete(
            (session, refused) ->
                supervision.inPlaceOfLoop(() -> child.born(session, refused), name, child::lost));
      } finally {
        supervision.turn.unlock();
      }
    }
    child.begun().get();
  }

  /** Waits for a session, or for none: the child is told of both. */
  private static void awaitAny(CompletableFuture<?> asked) throws InterruptedException {
    try {
      asked.get();
    } catch (ExecutionException refused) {
      // The caller looks at it again.
    }
  }
}
