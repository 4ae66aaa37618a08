package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.transport.Peer;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Welcome;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections of all sessions: which peer speaks for which session, what its frames ask for,
 * and what is sent back.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Connections {

  /** How many frames with a wrong token a connection may send before it is ended. */
  private static final int MAX_STRANGE_FRAMES = 100;

  /** How long those are waited for who have been sent good-bye. */
  private static final long DEPARTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How long those are waited for whom it has not reached, because they do not keep up. */
  private static final long FAREWELL_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

  private static final long RETRY_MILLIS = 2;

  private final ServerSocket socket;
  private final ServerOptions options;
  private final Store store;
  private final Deliverer deliverer;
  private final Dispatcher dispatcher;
  private final Turns turns;
  private final Greeter greeter;
  private final Guests guests;
  private final Function<Session, Welcome> welcome;

  private final Map<Peer, RemoteConnection> byPeer = new HashMap<>();

  /** Connections that have something to say. */
  private Set<Connection> filled = new LinkedHashSet<>();

  /** Peers that were told that they are not wanted any more, and may read that first. */
  private final LeavingPeers leaving = new LeavingPeers();

  private final Arriving arriving;

  private long strangeFrames;

  /**
   * Makes an object for the connections of one server.
   *
   * @param welcome what to tell a session on each connection
   */
  Connections(
      ServerSocket socket,
      ServerOptions options,
      Store store,
      Deliverer deliverer,
      Dispatcher dispatcher,
      Turns turns,
      Greeter greeter,
      Guests guests,
      Function<Session, Welcome> welcome) {
    this.socket = socket;
    this.options = options;
    this.arriving = new Arriving(options.maxOutboundBytes());
    this.store = store;
    this.deliverer = deliverer;
    this.dispatcher = dispatcher;
    this.turns = turns;
    this.greeter = greeter;
    this.guests = guests;
    this.welcome = welcome;
  }

  /** Marks a connection that has something to say. */
  void filled(Connection connection) {
    filled.add(connection);
  }

  /** Handles one frame. */
  void frame(ServerSocket.Inbound inbound) {
    Peer peer = inbound.peer();
    RemoteConnection connection = byPeer.get(peer);
    try {
      if (connection != null && connection.joiner.knows(inbound.frame())) {
        connection.joiner.accept(inbound.frame(), record -> request(connection, record));
        arrived(connection);
        return;
      }
      Greeting greeting = GreetingCodec.decode(inbound.frame());
      if (greeting != null) {
        greet(peer, greeting);
      } else {
        strange(peer, connection);
      }
    } catch (ProtocolException broken) {
      System.getLogger(Connections.class.getName())
          .log(Level.DEBUG, "dropped a connection that broke the protocol", broken);
      if (connection != null) {
        detach(connection);
      }
      socket.drop(peer);
    }
  }

  private void arrived(RemoteConnection connection) {
    if (byPeer.get(connection.peer) != connection) {
      return;
    }
    arriving.count(connection);
    RemoteConnection surplus = arriving.surplus();
    if (surplus != null) {
      cut(
          surplus,
          "has sent "
              + surplus.arriving()
              + " bytes of a message that is not whole, and what has come of such messages by all"
              + " is more than "
              + options.maxOutboundBytes());
    }
  }

  private void strange(Peer peer, @Nullable RemoteConnection connection) {
    strangeFrames++;
    if (connection == null) {
      // A client of ours whose connection was forgotten says hello again; a stranger learns
      // nothing.
      socket.send(peer, GreetingCodec.encode(new Greeting.Unknown()));
    } else if (connection.strangeFrame() > MAX_STRANGE_FRAMES) {
      detach(connection);
      socket.drop(peer);
    }
  }

  private void greet(Peer peer, Greeting greeting) {
    Greeter.Greeted outcome = greeter.greet(peer, greeting);
    if (outcome.answer() != null) {
      // Nobody waits for a greeting that does not arrive: the client begins again.
      socket.send(peer, GreetingCodec.encode(outcome.answer()));
    }
    if (outcome.proved() != null) {
      open(peer, outcome.proved());
    }
  }

  private void open(Peer peer, Greeter.Proved proved) {
    Session known = proved.session();
    Session session = known == null ? guests.admit(proved) : known;
    RemoteConnection before = byPeer.get(peer);
    if (before != null) {
      detach(before);
    }
    boolean sameLink = session.link == proved.link();
    if (session.connection instanceof RemoteConnection old) {
      if (!sameLink) {
        sayGoodbye(old, "another process has connected as session " + session.id);
      }
      detach(old);
      if (!old.peer.equals(peer)) {
        leaving.add(old.peer);
      }
    }
    if (!sameLink) {
      // What waits was asked for by a link that was told that it is over.
      turns.gone(session.id);
      session.link = proved.link();
      session.answers = session.answers.next();
    }
    RemoteConnection connection =
        new RemoteConnection(
            peer, session, proved.keys(), socket, welcome.apply(session), this::filled);
    byPeer.put(peer, connection);
    session.connection = connection;
    socket.accept(peer);
    session.kept.seen(proved.seen());
    session.kept.forEach((push, sequence) -> connection.outgoing().push(sequence, push));
    if (session.refused != null) {
      sayGoodbye(connection, session.refused);
      detach(connection);
      leaving.add(peer);
    }
  }

  private void request(RemoteConnection connection, WireReader record) {
    Envelope.Asked asked = Envelope.readAsked(record);
    Session session = connection.session;
    if (session.connection != connection) {
      return; // The session has ended within this very frame.
    }
    Answers answers = session.answers;
    Turns.Answer later = new LinkAnswer(connection, answers, asked);
    Reply reply = answers.answer(asked, request -> dispatcher.dispatch(session, request, later));
    if (reply != null && asked.number() > 0) {
      connection.reply(asked, reply);
    }
  }

  /** Takes down the connections of the peers that have gone. */
  void depart() {
    for (Peer peer = socket.departed(); peer != null; peer = socket.departed()) {
      greeter.forget(peer);
      RemoteConnection connection = byPeer.get(peer);
      if (connection != null) {
        detach(connection);
      }
    }
  }

  private void detach(RemoteConnection connection) {
    byPeer.remove(connection.peer, connection);
    filled.remove(connection);
    arriving.forget(connection);
    if (connection.session.connection == connection) {
      connection.session.connection = null;
      deliverer.cancelAll(store, connection.session);
      turns.lost(connection.session.id);
      guests.lost(connection.session);
    }
  }

  /** Says good-bye to a session that has ended, and then no more. */
  void farewell(Session session) {
    turns.gone(session.id);
    if (session.connection instanceof RemoteConnection connection) {
      sayGoodbye(connection, "session " + session.id + " was ended by its parent");
      detach(connection);
      leaving.add(connection.peer);
    }
  }

  private static void sayGoodbye(RemoteConnection connection, String why) {
    connection.outgoing().push(0, new Push.Goodbye(why));
    connection.flush();
  }

  /** Says what there is to say, as far as the other sides read; returns whether all was said. */
  boolean flush() {
    if (filled.isEmpty()) {
      return true;
    }
    Set<Connection> connections = filled;
    filled = new LinkedHashSet<>();
    boolean all = true;
    long waiting = 0;
    for (Connection connection : connections) {
      Connection.Flushed flushed = connection.flush();
      if (connection instanceof RemoteConnection remote) {
        if (flushed == Connection.Flushed.DEAD) {
          detach(remote);
        } else if (flushed == Connection.Flushed.SOME) {
          all = false;
          keepOrCut(remote);
          waiting += remote.outgoing().weight();
        }
      }
    }
    if (waiting > options.maxOutboundBytes()) {
      Slowest.beyond(options.maxOutboundBytes(), filled).forEach(this::cut);
    }
    return all;
  }

  private void keepOrCut(RemoteConnection connection) {
    if (connection.outgoing().weight() <= options.maxOutboundBytes()) {
      filled.add(connection);
    } else {
      cut(connection);
    }
  }

  private void cut(RemoteConnection connection) {
    cut(
        connection,
        "does not read: "
            + connection.outgoing().weight()
            + " bytes wait for it, and the limit for it and all others is "
            + options.maxOutboundBytes());
  }

  private void cut(RemoteConnection connection, String why) {
    System.getLogger(Connections.class.getName())
        .log(
            Level.WARNING,
            "session "
                + connection.session.id
                + " "
                + why
                + " (maxOutboundBytes), so its connection is ended; it may connect again");
    detach(connection);
    socket.drop(connection.peer);
  }

  /** About how many bytes wait for those who do not read, or have come of messages not whole. */
  long queuedBytes() {
    Weight together = Weight.ofAllTogether();
    long sum = arriving.bytes();
    for (RemoteConnection each : byPeer.values()) {
      sum += each.waiting(together);
    }
    return sum;
  }

  /** Does what has to be done from time to time. */
  void tick() {
    guests.tick();
    socket.reap();
    for (Peer left = leaving.due(); left != null; left = leaving.due()) {
      if (!byPeer.containsKey(left)) {
        socket.drop(left);
      }
    }
    long revision = store.revision();
    for (RemoteConnection connection : byPeer.values()) {
      deliverer.progress(connection.session, revision);
    }
  }

  /** Tells all that the server has failed, as far as that is possible without waiting. */
  void breakAll(String why) {
    for (RemoteConnection connection : byPeer.values()) {
      connection.outgoing().push(0, new Push.Broken(why));
      connection.flush();
    }
  }

  /** Says good-bye to all, as far as that is possible without waiting. */
  void closeAll() {
    List<RemoteConnection> all = new ArrayList<>(byPeer.values());
    for (RemoteConnection connection : all) {
      sayGoodbye(connection, "the state server was closed");
    }
  }

  /**
   * Waits until those have left who were told good-bye, for a moment at most, and meanwhile sends
   * what has not been sent to others, good-bye at its end. Who has not read it when its connection
   * ends finds it in what the connection has brought; who is not even sent it finds nobody who
   * listens, if the socket is closed at once after this.
   */
  void awaitDepartures() {
    long start = System.nanoTime();
    for (depart(); !byPeer.isEmpty(); depart()) {
      boolean all = flush();
      long left = (all ? DEPARTURE_NANOS : FAREWELL_NANOS) - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      // What still comes is dropped; the socket would not wait else.
      if (socket.receive() == null) {
        long millis = TimeUnit.NANOSECONDS.toMillis(left) + 1;
        socket.await(all ? millis : Math.min(millis, RETRY_MILLIS));
      }
    }
  }

  /** How many frames came that no connection of a session had sent. */
  long strangeFrames() {
    return strangeFrames;
  }
}
