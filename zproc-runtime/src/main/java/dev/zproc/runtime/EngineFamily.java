package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.Words;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.client.Birth;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.FamilyListener;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.supervision.Family;
import dev.zproc.runtime.internal.supervision.Supervision;
import dev.zproc.runtime.internal.wire.BirthSpec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins supervision to a session: what it says to children, and what they say.
 *
 * <p>Threads: safe for use by many threads.
 */
final class EngineFamily implements Family {

  private final EngineSession session;

  EngineFamily(EngineSession session) {
    this.session = session;
  }

  /** Makes a session for a child. */
  CompletableFuture<Ticket> birth(BirthSpec spec) {
    return session.birth(spec).thenApply(EngineFamily::ticket);
  }

  @Override
  public CompletableFuture<Ticket> resume(long child, boolean repeat, long from) {
    return session.resume(child, repeat, from).thenApply(EngineFamily::ticket);
  }

  @Override
  public CompletableFuture<Optional<Bytes>> takeOutcome(long child) {
    return session.takeOutcome(child);
  }

  @Override
  public CompletableFuture<Void> tell(long child, byte word) {
    return session.tell(child, word, Bytes.EMPTY);
  }

  @Override
  public CompletableFuture<Void> release(long child) {
    return session.release(child);
  }

  /**
   * Lets {@code supervision} hear the children, and {@code stop} the parent if there is one.
   *
   * @param rootStop hears that a child has failed with which the root must stop
   */
  void listen(Supervision supervision, @Nullable StopWord stop, Consumer<Bytes> rootStop) {
    session.onFamily(
        new FamilyListener() {
          @Override
          public void fromChild(long child, byte kind, Bytes payload) {
            if (kind == Words.STOP_ROOT) {
              rootStop.accept(payload);
            } else {
              supervision.said(child, kind, payload);
            }
          }

          @Override
          public void outcome(long child, Bytes payload) {
            supervision.outcome(child, payload);
          }

          @Override
          public void fromParent(byte kind, Bytes payload) {
            if (stop != null) {
              stop.hear(kind);
            }
          }

          @Override
          public void onClosed(Throwable cause) {
            // Whoever waits for the server hears of it; children are watched by other means.
          }
        });
  }

  private static Ticket ticket(Birth birth) {
    return new Ticket(birth.session(), birth.revision(), birth.secret().reveal(), birth.endpoint());
  }
}
