package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.FrameJoiner;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.Welcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The present connection of a link, from the hello to its loss, and the next one after that.
 *
 * <p>Threads: owned by the thread that does the link's work.
 */
final class LinkConnection {

  /** The largest record before the server has said how large its records may be. */
  private static final int MAX_WELCOME_BYTES = 1024;

  /** What a frame was. */
  enum Heard {
    /** One of this connection. */
    OWN,
    /** The server's answer to something that it knows no connection for. */
    UNKNOWN,
    /** Part of a greeting, or nothing that concerns us. */
    OTHER
  }

  private final String endpoint;
  private final ClientSocket socket;
  private final long link = Greeting.link();
  private final WireWriter record = WireWriter.sharing();

  private long session;
  private volatile Secret secret;

  private ClientGreeting ours;
  private @Nullable FrameJoiner joiner;
  private @Nullable FrameCutter cutter;

  /** Whether the server has let us in. */
  private volatile boolean open;

  private boolean helloDue;

  /** A part of the greeting that the socket did not take at once. */
  private byte @Nullable [] unsent;

  /** Which connection of the link it is, counting those on which it was let in. */
  private long number;

  /** How many bytes of requests the socket has taken. */
  private long sentBytes;

  LinkConnection(LinkOptions options, ClientSocket socket) {
    this.endpoint = options.endpoint();
    this.session = options.session();
    this.secret = options.secret();
    this.socket = socket;
    this.ours = new ClientGreeting(endpoint, session, secret, link);
  }

  /** Whether the server has let us in; safe for use by many threads. */
  boolean isOpen() {
    return open;
  }

  /** That of the session, once the server has let it in; safe for use by many threads. */
  Secret secret() {
    return secret;
  }

  long number() {
    return number;
  }

  /** How many bytes of requests the socket has taken, on all connections. */
  long sentBytes() {
    return sentBytes;
  }

  /** A hello is to be said, for the first time or again. */
  void greet() {
    helloDue = !open;
  }

  /** The connection is no more, or was none yet; returns whether it was open. */
  boolean lost() {
    boolean wasOpen = open;
    open = false;
    joiner = null;
    cutter = null;
    unsent = null;
    helloDue = false;
    ours = new ClientGreeting(endpoint, session, secret, link);
    return wasOpen;
  }

  /**
   * Takes a frame.
   *
   * @param seen the last kept push that has come
   * @param sink told the records of an open connection
   * @throws ProtocolException if the server breaks the protocol
   * @throws ClientGreeting.RefusedException if it will not let us in, now or later
   */
  Heard take(byte[] frame, long seen, Consumer<Envelope.Said> sink) {
    FrameJoiner own = joiner;
    if (own != null && own.knows(frame)) {
      own.accept(frame, new Reading(sink));
      return Heard.OWN;
    }
    Greeting greeting = GreetingCodec.decode(frame);
    if (open) {
      // The rest are answers to an earlier hello than the one that let us in.
      return greeting instanceof Greeting.Unknown ? Heard.UNKNOWN : Heard.OTHER;
    }
    if (greeting instanceof Greeting.OtherVersion other) {
      throw ours.otherVersion(other.version());
    }
    if (greeting instanceof Greeting.Refused) {
      throw ours.refused();
    }
    if (greeting instanceof Greeting.Challenge challenge) {
      prove(challenge, seen);
    }
    return Heard.OTHER;
  }

  /** Reads what the server says. */
  private record Reading(Consumer<Envelope.Said> sink) implements FrameJoiner.Sink {

    @Override
    public void record(WireReader record) {
      sink.accept(Envelope.readSaid(record));
    }
  }

  private void prove(Greeting.Challenge challenge, long seen) {
    byte[] proof = ours.prove(challenge, seen);
    Handshake keys = ours.keys();
    if (proof != null && keys != null) {
      joiner = new FrameJoiner(keys.tokenToClient(), MAX_WELCOME_BYTES);
      cutter = new FrameCutter(keys.tokenToServer());
      unsent = proof;
    }
  }

  /** The server has let us in. */
  void welcomed(Welcome welcome) {
    if (open) {
      throw new ProtocolException("a second welcome");
    }
    open = true;
    helloDue = false;
    unsent = null;
    number++;
    if (welcome.session() != session) {
      // From here on it is this session, as long as the server knows it.
      session = welcome.session();
      secret = secret.guest(session, link);
    }
    if (joiner != null) {
      joiner.limit(welcome.maxAnswerBytes());
    }
  }

  /** Sends what can be sent; returns whether that was all. */
  boolean send(Requests requests, LinkTimeouts timeouts) {
    if (open) {
      return sendRequests(requests);
    }
    byte[] greeting = unsent;
    if (greeting == null && helloDue) {
      greeting = ours.hello();
      helloDue = false;
      timeouts.saidHello(System.nanoTime());
    }
    unsent = greeting == null || socket.send(greeting) ? null : greeting;
    return unsent == null;
  }

  private boolean sendRequests(Requests requests) {
    FrameCutter out = cutter;
    if (out == null) {
      return true;
    }
    while (true) {
      record.clear();
      while (!out.hasFull() && requests.writeNext(record, number)) {
        out.add(record);
        record.clear();
      }
      byte[] frame = out.next();
      if (frame == null) {
        return true;
      }
      if (!socket.send(frame)) {
        return false;
      }
      sentBytes += frame.length;
      out.sent();
    }
  }
}
