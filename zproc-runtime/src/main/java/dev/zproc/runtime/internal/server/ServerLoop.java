package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.ServerInfo;
import dev.zproc.runtime.internal.wire.Welcome;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that owns the store and the socket. Each turn takes what has come, does it,
 * publishes it, and only then answers and tells the watches: so nobody hears of a commit that
 * another thread of this JVM does not see yet.
 *
 * <p>Threads: owned by the thread `zproc-state-server`, but for {@link #stop} and {@link #channel}.
 */
final class ServerLoop implements Runnable {

  /**
   * The empty state has a revision of its own, so that 0 can mean the newest one wherever asked.
   */
  private static final long FIRST_REVISION = 1;

  /** How much of one kind is taken in one turn, so that nobody waits long for an answer. */
  private static final int MAX_IN_TURN = 512;

  private static final long TICK_MILLIS = 500;

  /** How soon a process that did not keep up is tried again, if nothing else wakes the thread. */
  private static final long RETRY_MILLIS = 2;

  private final ServerSocket socket;
  private final Store store;
  private final Deliverer deliverer;
  private final Turns turns;
  private final ChildSessions childSessions;
  private final Dispatcher dispatcher;
  private final Connections connections;
  private final Greeter greeter;
  private final Session root;
  private final LocalChannel channel;
  private final LocalConnection connection;
  private final long started = System.nanoTime();
  private final long epoch;
  private final long pid = ProcessHandle.current().pid();

  private boolean saidAll = true;
  private volatile boolean sleeping;
  private volatile boolean stopping;
  private long lastTick = System.nanoTime();

  ServerLoop(ServerOptions options, ServerSocket socket) {
    this.socket = socket;
    epoch = options.epoch();
    Sessions sessions = new Sessions(epoch);
    deliverer = new Deliverer(sessions, System::currentTimeMillis);
    store = new Store(options.limits(), deliverer, FIRST_REVISION, List.of());
    turns = new Turns(store, options, System::nanoTime);
    childSessions =
        new ChildSessions(store, sessions, deliverer, System::currentTimeMillis, this::farewell);
    dispatcher = new Dispatcher(store, sessions, deliverer, turns, childSessions, this::describe);
    greeter = new Greeter(sessions);
    connections =
        new Connections(
            socket,
            options,
            store,
            deliverer,
            dispatcher,
            turns,
            greeter,
            birth -> welcome(birth, options));
    root = sessions.add(Sessions.ROOT, Secret.random(), store.revision());
    options.credentials().forEach((id, secret) -> sessions.add(id, secret, store.revision()));
    channel =
        new LocalChannel(
            root.secret,
            socket.endpoint(),
            welcome(root.birth, options),
            store.published(),
            this::wake);
    connection = new LocalConnection(channel, connections::filled);
    root.connection = connection;
  }

  private void farewell(Session session) {
    connections.farewell(session);
  }

  private ServerInfo describe(long revision) {
    long uptime = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    return new ServerInfo(pid, epoch, revision, uptime);
  }

  private Welcome welcome(long birth, ServerOptions options) {
    return new Welcome(
        epoch, store.revision(), pid, birth, options.maxMessageBytes(), options.maxRequests());
  }

  /** The channel of the server's own JVM. */
  LocalChannel channel() {
    return channel;
  }

  /** Lets the loop come to its end. */
  void stop() {
    stopping = true;
    socket.wake();
  }

  private void wake() {
    // Either this sees that the thread is about to sleep, or the thread sees what was added before.
    if (sleeping) {
      socket.wake();
    }
  }

  @Override
  public void run() {
    String why = "the state server was closed";
    boolean told = false;
    try {
      while (!stopping) {
        if (!turn()) {
          sleep(turns.sleepMillis(saidAll ? TICK_MILLIS : RETRY_MILLIS));
        }
      }
      connections.closeAll();
      told = true;
      reportStrangers();
    } catch (RuntimeException | Error failed) {
      why = "the state server has failed: " + failed;
      System.getLogger(ServerLoop.class.getName()).log(Level.ERROR, why, failed);
    } finally {
      // In this order, so that nobody waits for a reply while connections linger.
      turns.close(why);
      connection.end(why);
      channel.end(new EngineException.Closed(why, stopping));
      if (told) {
        connections.awaitDepartures();
      }
      socket.close();
    }
  }

  /** Does what there is to do; returns whether there may be more. */
  private boolean turn() {
    boolean more = takeCalls();
    more |= takeFrames();
    connections.depart();
    more |= turns.advance();
    deliverer.grant(store);
    childSessions.settle();
    long now = System.nanoTime();
    if (now - lastTick >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
      lastTick = now;
      connections.tick();
    }
    // Nobody has heard of the commits of this turn; whatever makes them last has them by now.
    store.publish();
    saidAll = connections.flush();
    return more || (saidAll && deliverer.isStarving());
  }

  private boolean takeCalls() {
    for (int i = 0; i < MAX_IN_TURN; i++) {
      LocalChannel.Submission call = channel.poll();
      if (call == null) {
        return false;
      }
      CompletableFuture<Reply> future = call.future();
      if (future == null) {
        dispatcher.dispatch(root, call.request(), reply -> {});
        continue;
      }
      long number = connection.ask(future);
      Reply reply =
          dispatcher.dispatch(
              root, call.request(), later -> connection.outgoing().reply(number, later));
      if (reply != null) {
        connection.outgoing().reply(number, reply);
      }
    }
    return true;
  }

  private boolean takeFrames() {
    for (int i = 0; i < MAX_IN_TURN; i++) {
      ServerSocket.Inbound inbound = socket.receive();
      if (inbound == null) {
        if (socket.isBroken()) {
          throw new IllegalStateException("its socket is dead");
        }
        return false;
      }
      connections.frame(inbound);
    }
    return true;
  }

  private void sleep(long millis) {
    sleeping = true;
    if (channel.isEmpty() && !stopping) {
      socket.await(millis);
    }
    sleeping = false;
  }

  /** Says what came that was not meant for anybody, if anything did. */
  private void reportStrangers() {
    if (greeter.refused() + connections.strangeFrames() > 0) {
      System.getLogger(ServerLoop.class.getName())
          .log(
              Level.DEBUG,
              "refused "
                  + greeter.refused()
                  + " greetings, and dropped "
                  + connections.strangeFrames()
                  + " frames without a token");
    }
  }
}
