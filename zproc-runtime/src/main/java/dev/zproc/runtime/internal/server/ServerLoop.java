package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.StateLog;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyTo;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.ServerInfo;
import dev.zproc.runtime.internal.wire.Welcome;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns the store and the socket. Each turn takes what has come, does it,
 * publishes it, and only then answers and tells the watches: so nobody hears of a commit that
 * another thread of this JVM does not see yet.
 *
 * <p>Threads: owned by the thread `zproc-state-server`, but for {@link #stop} and {@link #channel}.
 */
final class ServerLoop implements Runnable {

  /** How much of one kind is taken in one turn, so that nobody waits long for an answer. */
  private static final int MAX_IN_TURN = 512;

  /** What comes while the server falls over, before there is memory to say why. */
  private static final EngineException GONE =
      new EngineException.Closed("the state server has failed");

  private static final long TICK_MILLIS = 500;

  /** How long the end of the server waits for what makes commits last. */
  private static final long FINISH_MILLIS = 2_000;

  /** How soon a process that did not keep up is tried again, if nothing else wakes the thread. */
  private static final long RETRY_MILLIS = 2;

  private final ServerSocket socket;
  private final Store store;
  private final Deliverer deliverer;
  private final Turns turns;
  private final @Nullable StateLog log;
  private final Commits commits;
  private final KeptSessions keptSessions;

  /** Whether the root starts another server if this one dies, with all that it has done. */
  private final boolean returns;

  private final ChildSessions childSessions;
  private final Dispatcher dispatcher;
  private final Connections connections;
  private final Greeter greeter;
  private final ServerListener events;
  private final Session root;
  private final LocalChannel channel;
  private final LocalConnection connection;
  private final Supplier<ServerInfo> info;
  private final long started = System.nanoTime();
  private final long epoch;
  private final long pid = ProcessHandle.current().pid();

  private boolean saidAll = true;
  private volatile boolean sleeping;
  private volatile boolean stopping;

  /** What another thread has failed with. */
  private volatile @Nullable Throwable broken;

  /** The call that is being served, until somebody is sure to answer it. */
  private LocalChannel.@Nullable Submission current;

  private long lastTick = System.nanoTime();

  /**
   * Makes a loop.
   *
   * @param root the secret of the root
   * @param kept what makes the state last, and the state that it has kept; null for nothing
   */
  ServerLoop(
      ServerOptions options,
      Secret root,
      JournalProvider.@Nullable Opened kept,
      ServerSocket socket,
      ServerListener events) {
    this.socket = socket;
    this.events = events;
    epoch = kept == null ? options.epoch() : kept.state().epoch();
    log = kept == null ? null : kept.log();
    Access access = options.access();
    Sessions sessions = new Sessions(epoch, options.maxSessions(), options.maxOutboundBytes());
    deliverer = new Deliverer(sessions, System::currentTimeMillis);
    store = Restored.store(kept == null ? null : kept.state(), options.limits(), deliverer);
    if (kept != null) {
      sessions.takeUp(kept.state().answered());
    }
    commits = SharedCommits.of(store, log, options.maxQueuedBytes(), this::wake);
    turns = new Turns(store, commits, options, System::nanoTime, epoch);
    returns = kept != null && kept.keepsSessions() && access.root() != null;
    keptSessions =
        new KeptSessions(returns, store, commits, sessions, options.limits().maxValueBytes());
    childSessions =
        new ChildSessions(
            store,
            commits,
            keptSessions,
            sessions,
            deliverer,
            System::currentTimeMillis,
            this::farewell,
            options.maxDepth());
    dispatcher =
        new Dispatcher(store, sessions, deliverer, turns, commits, childSessions, this::describe);
    greeter = new Greeter(sessions, access.secrets());
    Guests guests = new Guests(sessions, childSessions, store, access, System::nanoTime);
    connections =
        new Connections(
            socket,
            options,
            store,
            deliverer,
            dispatcher,
            turns,
            greeter,
            guests,
            session -> welcome(session, options));
    this.root = sessions.add(Sessions.ROOT, root, store.revision());
    options.credentials().forEach((id, own) -> sessions.add(id, own, store.revision()));
    if (kept != null && returns && kept.state().same()) {
      childSessions.restore();
    }
    channel =
        new LocalChannel(
            root,
            socket.endpoint(),
            welcome(this.root, options),
            commits.confirmsReads() ? null : store.published(),
            this::wake);
    connection = new LocalConnection(channel, connections::filled);
    if (access.root() == null) {
      this.root.connection = connection; // otherwise the root is elsewhere
    }
    info = () -> describe(store.revision());
    if (kept != null && !kept.state().same()) {
      new LeftTasks(store, commits).dropAll();
    }
  }

  private void farewell(Session session) {
    connections.farewell(session);
  }

  private ServerInfo describe(long revision) {
    long uptime = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    return new ServerInfo(
        pid,
        epoch,
        revision,
        uptime,
        store.stateBytes(),
        store.historyBytes(),
        turns.queuedBytes()
            + commits.queuedBytes()
            + connections.queuedBytes()
            + childSessions.heldBytes());
  }

  private Welcome welcome(Session session, ServerOptions options) {
    return new Welcome(
        epoch,
        store.revision(),
        pid,
        session.id,
        session.birth,
        options.maxMessageBytes(),
        options.maxRequests(),
        returns);
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

  /** Lets the loop fail, because another thread of this JVM has without which it is of no use. */
  void fail(Throwable cause) {
    broken = cause;
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
    try {
      while (!stopping) {
        if (!turn()) {
          sleep(turns.sleepMillis(saidAll ? TICK_MILLIS : RETRY_MILLIS));
        }
      }
      finishCommits();
      connections.closeAll();
      reportStrangers();
      end("the state server was closed");
      connections.awaitDepartures();
    } catch (Throwable failed) {
      fellOver(failed);
    } finally {
      socket.close();
      if (log != null) {
        log.close();
      }
    }
  }

  /** Lets those who wait for the log have their answers, as far as it gives them soon. */
  private void finishCommits() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FINISH_MILLIS);
    commits.handOver();
    while (commits.isBusy() && System.nanoTime() < end) {
      if (!commits.isAnswered()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      commits.collect();
      commits.handOver();
    }
    store.publish();
    connections.flush();
  }

  /** Ends every wait. In this order, so that nobody waits for a reply while connections linger. */
  private void end(String why) {
    turns.close(why);
    commits.close(why);
    LocalChannel.Submission served = current;
    ReplyTo unanswered = served == null ? null : served.to();
    if (unanswered != null) {
      unanswered.failed(new EngineException.OutcomeUnknown(why));
    }
    connection.end(why);
    channel.end(new EngineException.Closed(why, stopping));
  }

  /**
   * Ends every wait with the reason, most likely for want of memory: so first the state goes, which
   * nobody can ask for any more, and what there is no memory for is tried again until there is.
   * {@link ServerListener#failing} sees to it that this does not go on for ever.
   */
  private void fellOver(Throwable cause) {
    channel.refuse(GONE);
    store.discard();
    boolean told = false;
    boolean ended = false;
    while (true) {
      try {
        events.failing(cause);
        String why = "the state server has failed: " + reason(cause);
        events.telling(why);
        if (!told) {
          told = true;
          if (!returns) {
            connections.breakAll(why); // else they wait for the next server
          }
        }
        if (!ended) {
          end(why);
          ended = true;
          log(why, cause);
        }
        events.failed(why);
        return;
      } catch (Throwable again) {
        pause(); // and once more, with what memory there is then
      }
    }
  }

  private static String reason(Throwable cause) {
    return cause.getCause() == null ? "" + cause : cause.getMessage() + ", of " + cause.getCause();
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (Throwable again) {
      // It is as good without.
    }
  }

  private static void log(String why, Throwable cause) {
    try {
      System.getLogger(ServerLoop.class.getName()).log(Level.ERROR, why, cause);
    } catch (Throwable again) {
      // All who have waited have been told; the log is the least of them.
    }
  }

  /** Does what there is to do; returns whether there may be more. */
  private boolean turn() {
    if (broken != null) {
      throw new IllegalStateException("a thread of zproc has ended", broken);
    }
    commits.collect();
    boolean more = takeCalls();
    more |= takeFrames();
    connections.depart();
    more |= turns.advance();
    deliverer.grant(store);
    childSessions.settle();
    long now = System.nanoTime();
    if (now - lastTick >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
      lastTick = now;
      if (events.tick(info)) {
        connections.tick();
      }
    }
    keptSessions.flush();
    commits.handOver();
    // Nobody has heard of the commits of this turn; those that are to last do by now.
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
      ReplyTo to = call.to();
      if (to == null) {
        dispatcher.dispatch(root, call.request(), reply -> {});
        continue;
      }
      current = call;
      long number = connection.ask(to);
      Reply reply =
          dispatcher.dispatch(
              root, call.request(), later -> connection.outgoing().reply(number, later));
      if (reply != null) {
        connection.outgoing().reply(number, reply);
      }
      current = null;
    }
    return true;
  }

  private boolean takeFrames() {
    for (int i = 0; i < MAX_IN_TURN; i++) {
      ServerSocket.Inbound inbound = socket.receive();
      if (inbound == null) {
        if (socket.isBroken()) {
          throw new IllegalStateException("its socket is dead", socket.brokenBy());
        }
        return false;
      }
      connections.frame(inbound);
    }
    return true;
  }

  private void sleep(long millis) {
    sleeping = true;
    if (channel.isEmpty() && !commits.isAnswered() && !stopping) {
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
