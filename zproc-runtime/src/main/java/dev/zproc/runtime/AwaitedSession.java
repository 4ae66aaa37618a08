package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The session with which a process on standby has connected before it has its call.
 *
 * <p>Threads: used by the main thread of such a process.
 */
final class AwaitedSession {

  /** So often it asks for a sign of life, so that both sides have done it. */
  private static final int PINGS = 3;

  private static @Nullable EngineSession here;

  private AwaitedSession() {}

  /**
   * Connects as the session that {@code invitation} names.
   *
   * @param ended run when the server cannot be reached any more, in any thread
   * @throws dev.zproc.runtime.internal.engine.EngineException.Closed if the server lets it not in
   */
  static void connect(BootFrame invitation, Consumer<Throwable> fault, Runnable ended) {
    EngineSession session =
        new EngineSession(
            Link.connect(
                LinkOptions.to(
                    invitation.endpoint(), invitation.session(), Secret.of(invitation.secret())),
                fault));
    session.whenEnded(ended);
    for (int i = 0; i < PINGS; i++) {
      session.ping().join();
    }
    here = session;
  }

  /**
   * The session of the call that {@code frame} hands over, if it is the one that has connected;
   * else null, as in a process that has not waited, and what has connected is closed.
   */
  static @Nullable EngineSession take(BootFrame frame) {
    EngineSession found = here;
    here = null;
    if (found != null && found.session() == frame.session()) {
      found.bornAt(frame.birthRevision());
      return found;
    }
    if (found != null) {
      found.close();
    }
    return null;
  }
}
