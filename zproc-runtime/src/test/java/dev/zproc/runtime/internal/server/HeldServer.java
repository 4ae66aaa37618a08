package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.TakenUp;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Wires;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * A server as one that was forked for a durable state: its root comes through a socket, sessions
 * outlive it, and what is asked for is done when a {@link HeldLog} says so.
 */
final class HeldServer implements AutoCloseable {

  private final Secret secret = Secret.random();
  private final Secret operators = Secret.random();
  private final Deque<EngineSession> open = new ArrayDeque<>();
  private final ServerLoop loop;
  private final Thread thread;

  final HeldLog log = new HeldLog();
  final String endpoint;
  final EngineSession root;

  HeldServer(ServerOptions options) {
    Access access = Access.NONE.withRoot(secret).withSecrets(Map.of(Role.OPERATOR, operators));
    ServerSocket socket =
        Sockets.bind("server", Wires.byDefault().address, FrameCutter.MAX_FRAME_BYTES);
    endpoint = socket.endpoint();
    TakenUp nothing = new TakenUp(1, true, 0, List.of(), List.of(), Map.of());
    loop =
        new ServerLoop(
            options.withAccess(access),
            secret,
            new JournalProvider.Opened(log, nothing),
            socket,
            ServerListener.NONE);
    thread = new Thread(loop, "held-server");
    thread.start();
    root = connect(LinkOptions.to(endpoint, Sessions.ROOT, secret));
  }

  EngineSession connect(LinkOptions options) {
    EngineSession session = new EngineSession(Link.connect(options));
    open.push(session);
    return session;
  }

  EngineSession child() {
    return connect(LinkOptions.to(get(root.birth(BirthSpec.NOW))));
  }

  EngineSession operator() {
    return connect(LinkOptions.to(endpoint, Role.OPERATOR, operators));
  }

  /** Lets the log hold a commit of the root, which all that is asked for now comes after. */
  CompletableFuture<CommitResult> holdCommit() {
    log.hold();
    CompletableFuture<CommitResult> held =
        root.commit(Commit.of(new Operation.Put(Engines.key("held"), Scalar.of(1L))));
    awaitHolding();
    return held;
  }

  void awaitHolding() {
    Awaitility.await().until(log::isHolding);
  }

  @Override
  public void close() throws InterruptedException {
    log.release();
    open.forEach(EngineSession::close);
    loop.stop();
    thread.join();
  }
}
