package dev.zproc.cli;

import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A session at a server, as a reader or as an operator, which is ended when it is closed, and when
 * this process is asked to end: nothing of it is left there.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Connection implements AutoCloseable {

  /** When nobody listens there any more, nobody will. */
  private static final Duration LOST = Duration.ofSeconds(1);

  private static final long LEAVE_MILLIS = 500;

  final EngineSession session;
  final Target target;
  private final Duration timeout;
  private final AtEnd end;

  private Connection(EngineSession session, Target target, Duration timeout) {
    this.session = session;
    this.target = target;
    this.timeout = timeout;
    this.end = new AtEnd("zproc-leave", this::leave);
  }

  /**
   * Connects as {@code role}; blocks for {@code timeout} at most.
   *
   * @throws Failure if it is not let in; the message says why
   */
  static Connection open(Target target, Role role, Duration timeout) {
    Secret secret = target.secrets().get(role);
    if (secret == null) {
      throw new Failure(
          ExitCode.DENIED,
          role == Role.OPERATOR ? target.control() : "there is no secret of a reader");
    }
    LinkOptions options =
        LinkOptions.to(ServerUri.endpoint(target.uri()), role, secret)
            .withConnectTimeout(timeout)
            .withLostTimeout(LOST);
    try {
      return new Connection(new EngineSession(Link.connect(options)), target, timeout);
    } catch (EngineException.Denied refused) {
      throw new Failure(ExitCode.DENIED, target + ": " + refused.getMessage());
    } catch (EngineException failed) {
      throw new Failure(ExitCode.NO_ANSWER, target + ": " + failed.getMessage());
    }
  }

  /** Waits for an answer. */
  <T> T get(CompletableFuture<T> answer) {
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      throw new Failure(
          ExitCode.NO_ANSWER,
          target + " does not answer within " + Words.age(timeout) + " (--timeout)");
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted");
    } catch (ExecutionException failed) {
      throw Failure.of(failed);
    }
  }

  /**
   * Says something to the program that has opened the context.
   *
   * @throws Failure if there is none
   */
  void sayToProgram(byte kind, Bytes payload) {
    try {
      get(session.note(kind, payload));
    } catch (Failure failure) {
      throw failure.exitCode() == ExitCode.BAD_KEY
          ? new Failure(ExitCode.NO_CONTEXT, target + ": " + failure.getMessage())
          : failure;
    }
  }

  private void leave() {
    try {
      session.release(session.session()).get(LEAVE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException gone) {
      // It has ended, or its lease will.
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }

  @Override
  public void close() {
    end.close();
  }
}
