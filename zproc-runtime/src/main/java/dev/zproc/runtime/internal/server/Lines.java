package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.transport.Peer;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.ProtocolException;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Welcome;
import dev.zproc.runtime.internal.wire.WireReader;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The connections of all sessions: which peer speaks for which session, what its frames ask for,
 * and what is sent back.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Lines {

  /** How many frames with a wrong token a connection may send before it is ended. */
  private static final int MAX_STRANGE_FRAMES = 100;

  private static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Leaving(Peer peer, long nanos) {}

  private final ServerSocket socket;
  private final ServerOptions options;
  private final Store store;
  private final Deliverer deliverer;
  private final Dispatcher dispatcher;
  private final Turns turns;
  private final Greeter greeter;
  private final LongFunction<Welcome> welcome;

  private final Map<Peer, RemoteLine> byPeer = new HashMap<>();

  /** Lines that have something to say. */
  private Set<Line> filled = new LinkedHashSet<>();

  /** Peers that were told that they are not wanted any more, and may read that first. */
  private final Deque<Leaving> leaving = new ArrayDeque<>();

  private long strangeFrames;

  /**
   * Makes an object for the connections of one server.
   *
   * @param welcome what to tell a session on each connection, given its birth revision
   */
  Lines(
      ServerSocket socket,
      ServerOptions options,
      Store store,
      Deliverer deliverer,
      Dispatcher dispatcher,
      Turns turns,
      Greeter greeter,
      LongFunction<Welcome> welcome) {
    this.socket = socket;
    this.options = options;
    this.store = store;
    this.deliverer = deliverer;
    this.dispatcher = dispatcher;
    this.turns = turns;
    this.greeter = greeter;
    this.welcome = welcome;
  }

  /** Marks a line that has something to say. */
  void filled(Line line) {
    filled.add(line);
  }

  /** Handles one frame. */
  void frame(ServerSocket.Inbound inbound) {
    Peer peer = inbound.peer();
    RemoteLine line = byPeer.get(peer);
    try {
      if (line != null && line.joiner.knows(inbound.frame())) {
        line.joiner.accept(inbound.frame(), record -> request(line, record));
        return;
      }
      Greeting greeting = GreetingCodec.decode(inbound.frame());
      if (greeting != null) {
        greet(peer, greeting);
      } else {
        strange(peer, line);
      }
    } catch (ProtocolException broken) {
      System.getLogger(Lines.class.getName())
          .log(Level.DEBUG, "dropped a connection that broke the protocol", broken);
      if (line != null) {
        detach(line);
      }
      socket.drop(peer);
    }
  }

  private void strange(Peer peer, @Nullable RemoteLine line) {
    strangeFrames++;
    if (line == null) {
      // A client of ours whose connection was forgotten says hello again; a stranger learns
      // nothing.
      socket.send(peer, GreetingCodec.encode(new Greeting.Unknown()));
    } else if (line.strangeFrame() > MAX_STRANGE_FRAMES) {
      detach(line);
      socket.drop(peer);
    }
  }

  private void greet(Peer peer, Greeting greeting) {
    Greeter.Outcome outcome = greeter.greet(peer, greeting);
    if (outcome.answer() != null) {
      // Nobody waits for a greeting that does not arrive: the client begins again.
      socket.send(peer, GreetingCodec.encode(outcome.answer()));
    }
    if (outcome.proved() != null) {
      open(peer, outcome.proved());
    }
  }

  private void open(Peer peer, Greeter.Proved proved) {
    Session session = proved.session();
    RemoteLine before = byPeer.get(peer);
    if (before != null) {
      detach(before);
    }
    boolean sameLink = session.link == proved.link();
    if (session.line instanceof RemoteLine old) {
      if (!sameLink) {
        sayGoodbye(old, "another process has connected as session " + session.id);
      }
      detach(old);
      if (!old.peer.equals(peer)) {
        leave(old.peer);
      }
    }
    if (!sameLink) {
      // What waits was asked for by a link that was told that it is over.
      turns.gone(session.id);
      session.link = proved.link();
      session.answers = new Answers();
    }
    RemoteLine line =
        new RemoteLine(
            peer, session, proved.keys(), socket, welcome.apply(session.birth), this::filled);
    byPeer.put(peer, line);
    session.line = line;
    socket.accept(peer);
    session.kept.seen(proved.seen());
    session.kept.forEach((push, sequence) -> line.outgoing().push(sequence, push));
  }

  private void request(RemoteLine line, WireReader record) {
    Envelope.Asked asked = Envelope.readAsked(record);
    Session session = line.session;
    if (session.line != line) {
      return; // The session has ended within this very frame.
    }
    Answers answers = session.answers;
    Turns.Answer later = reply -> later(session, answers, asked.number(), reply);
    Reply reply = answers.answer(asked, request -> dispatcher.dispatch(session, request, later));
    if (reply != null && asked.number() > 0) {
      line.outgoing().reply(asked.number(), reply);
    }
  }

  private static void later(Session session, Answers answers, long number, Reply reply) {
    answers.done(number, reply);
    Line to = session.line;
    if (to != null && session.answers == answers) {
      to.outgoing().reply(number, reply);
    }
  }

  /** Takes down the lines of the peers that have gone. */
  void depart() {
    for (Peer peer = socket.departed(); peer != null; peer = socket.departed()) {
      greeter.forget(peer);
      RemoteLine line = byPeer.get(peer);
      if (line != null) {
        detach(line);
      }
    }
  }

  private void detach(RemoteLine line) {
    byPeer.remove(line.peer, line);
    filled.remove(line);
    if (line.session.line == line) {
      line.session.line = null;
      deliverer.cancelAll(store, line.session);
      turns.lost(line.session.id);
    }
  }

  private void leave(Peer peer) {
    leaving.add(new Leaving(peer, System.nanoTime()));
  }

  /** Says good-bye to a session that has ended, and then no more. */
  void farewell(Session session) {
    turns.gone(session.id);
    if (session.line instanceof RemoteLine line) {
      sayGoodbye(line, "session " + session.id + " was ended by its parent");
      detach(line);
      leave(line.peer);
    }
  }

  private static void sayGoodbye(RemoteLine line, String why) {
    line.outgoing().push(0, new Push.Goodbye(why));
    line.flush();
  }

  /** Says what there is to say, as far as the other sides read; returns whether all was said. */
  boolean flush() {
    if (filled.isEmpty()) {
      return true;
    }
    Set<Line> lines = filled;
    filled = new LinkedHashSet<>();
    boolean all = true;
    for (Line line : lines) {
      Line.Flushed flushed = line.flush();
      if (line instanceof RemoteLine remote) {
        if (flushed == Line.Flushed.DEAD) {
          detach(remote);
        } else if (flushed == Line.Flushed.SOME) {
          all = false;
          keepOrCut(remote);
        }
      }
    }
    return all;
  }

  private void keepOrCut(RemoteLine line) {
    if (line.outgoing().weight() <= options.maxOutboundBytes()) {
      filled.add(line);
      return;
    }
    System.getLogger(Lines.class.getName())
        .log(
            Level.WARNING,
            "session "
                + line.session.id
                + " does not read: more than "
                + options.maxOutboundBytes()
                + " bytes (maxOutboundBytes) wait for it, so its"
                + " connection is ended; it may connect again");
    detach(line);
    socket.drop(line.peer);
  }

  /** Does what has to be done from time to time. */
  void tick() {
    socket.reap();
    long now = System.nanoTime();
    for (Leaving next = leaving.peek();
        next != null && now - next.nanos() >= LEAVING_NANOS;
        next = leaving.peek()) {
      leaving.remove();
      if (!byPeer.containsKey(next.peer())) {
        socket.drop(next.peer());
      }
    }
    long revision = store.revision();
    for (RemoteLine line : byPeer.values()) {
      deliverer.progress(line.session, revision);
    }
  }

  /** Says good-bye to all, as far as that is possible without waiting. */
  void closeAll() {
    List<RemoteLine> all = new ArrayList<>(byPeer.values());
    for (RemoteLine line : all) {
      sayGoodbye(line, "the state server was closed");
    }
  }

  /** How many frames came that no connection of a session had sent. */
  long strangeFrames() {
    return strangeFrames;
  }
}
