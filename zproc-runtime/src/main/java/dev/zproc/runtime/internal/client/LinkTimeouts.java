package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a link says hello again, asks for a sign of life, takes a new socket, or gives up.
 *
 * <p>What counts against the server is only its absence: a refused connection, one that it has
 * closed, or a listener that does not know the session. If the system says that nobody listens
 * where it did, and nobody starts such a server again, it is gone for good. Silence on a connection
 * that stands makes the link try another connection, since one of the two I/O threads may have lost
 * this one; but a server that is stopped in a debugger, or swapped out, is waited for, also where
 * it has cut the connection before that, as far as the socket tells that there is another.
 *
 * <p>A server cannot answer what has not reached it: a question for a sign of life comes behind the
 * record that is being sent, which on a slow line may take minutes, and would have to be sent anew
 * on another connection. So the time for the answer begins when the question was sent, and is
 * longer the more the socket has taken before; and until then what the socket takes is the sign.
 *
 * <p>Threads: owned by the thread that does the link's work.
 */
final class LinkTimeouts {

  /**
   * How long the answer to a hello may take before another connection is tried; twice as long each
   * time. Saying it again on the same one is no use: either nothing gets through, or the answer to
   * the first, which is on its way, would be void.
   */
  private static final long FIRST_HELLO_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long MAX_HELLO_NANOS = TimeUnit.SECONDS.toNanos(8);

  /**
   * How long nothing may be heard until a sign of life is asked for; longer if nothing is expected.
   */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(15);

  /**
   * How long that sign may take until another connection is tried, and how long the socket may take
   * nothing before the question for it is sent.
   */
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How much of what the socket has taken may not have reached the server, at most. */
  private static final long MAX_UNDERWAY_BYTES = 16L << 20;

  /** How many bytes a second go over a line that is slow, but of use. */
  private static final long SLOW_BYTES = 256L << 10;

  /** How long a socket that has no connection is left alone; it tries again by itself. */
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LinkOptions options;
  private final long started;

  private long helloNanos = FIRST_HELLO_NANOS;

  private boolean everWelcomed;

  /** Whether somebody starts the server again. */
  private boolean mayReturn;

  /** How long it may be away. */
  private Duration awayTimeout;

  private boolean connected;
  private boolean open;

  /** Since when the server is away, or 0; put off by the time in which a connection was silent. */
  private long awaySince;

  private String lastFailure = "nobody has answered";

  private long lastHello;

  /** Whether hello has been said on this connection. */
  private boolean greeting;

  private long lastHeard;
  private long lastChange;

  /** Whether a sign of life was asked for, though that may not have been sent. */
  private boolean pinging;

  /** When it was sent, or 0. */
  private long pinged;

  /** How many bytes the socket has taken, and had when something was heard last. */
  private long sentBytes;

  private long sentBytesAtHeard;

  /** How long the server may take, or before that the socket. */
  private long patience = PING_NANOS;

  /** When the socket has last taken something, or a sign of life was asked for. */
  private long lastTaken;

  private boolean broken;

  /** Whether nobody listens there, as the system says. */
  private boolean deserted;

  LinkTimeouts(LinkOptions options, long now) {
    this.options = options;
    this.awayTimeout = options.lostTimeout();
    this.started = now;
    this.lastChange = now;
  }

  void connected(long now) {
    connected = true;
    deserted = false;
    lastChange = now;
    greeting = false;
  }

  void disconnected(long now, boolean wasOpen) {
    connected = false;
    open = false;
    greeting = false;
    lastChange = now;
    notPinging();
    if (wasOpen) {
      away(now, "it has closed the connection");
    } else {
      lastFailure = "a connection was made, but whoever answered did not let us in";
    }
  }

  /**
   * A connection could not be made.
   *
   * @param deserted whether it is sure that nobody listens there
   */
  void unreachable(long now, boolean deserted) {
    this.deserted = deserted;
    connected = false;
    greeting = false;
    lastChange = now;
    away(now, "nobody listens there");
  }

  private void away(long now, String why) {
    lastFailure = why;
    if (awaySince == 0) {
      awaySince = now;
    }
  }

  /** The server has broken the protocol: nothing more may be said on this connection. */
  void brokenOff() {
    broken = true;
  }

  void heard(long now) {
    lastHeard = now;
    sentBytesAtHeard = sentBytes;
    notPinging();
  }

  private void notPinging() {
    pinging = false;
    pinged = 0;
  }

  void saidHello(long now) {
    lastHello = now;
    greeting = true;
  }

  /** The server has let us in, and says whether it {@code returns} if it dies. */
  void welcomed(long now, boolean returns) {
    everWelcomed = true;
    mayReturn = returns || options.mayReturn();
    awayTimeout = returns ? options.returnTimeout() : options.lostTimeout();
    open = true;
    awaySince = 0;
    helloNanos = FIRST_HELLO_NANOS;
    lastChange = now;
    heard(now);
  }

  /** A sign of life is asked for, as soon as there is room to send that. */
  void pinging(long now) {
    pinging = true;
    lastTaken = now;
    patience = PING_NANOS;
  }

  /**
   * Takes note of what was sent.
   *
   * @param bytes how many the socket has taken, in all
   * @param pingToo whether nothing is left to be sent, nor that a sign of life is asked for
   */
  void sent(long now, long bytes, boolean pingToo) {
    if (bytes != sentBytes) {
      sentBytes = bytes;
      lastTaken = now;
    }
    if (pinging && pinged == 0) {
      long underway = Math.min(sentBytes - sentBytesAtHeard, MAX_UNDERWAY_BYTES);
      patience = PING_NANOS + TimeUnit.SECONDS.toNanos(underway) / SLOW_BYTES;
      pinged = pingToo ? now : 0;
    }
  }

  /** When they have taken too long. */
  private long pingEnd() {
    return (pinged != 0 ? pinged : lastTaken) + patience;
  }

  /** Takes note that there is a new socket. */
  void reopening(long now) {
    if (isUnanswered(now)) {
      if (awaySince != 0) {
        awaySince += now - lastChange;
      }
      helloNanos = Math.min(2 * helloNanos, MAX_HELLO_NANOS);
      lastFailure = "a connection was made, but whoever answered did not greet us";
    }
    greeting = false;
    broken = false;
    connected = false;
    open = false;
    notPinging();
    lastChange = now;
  }

  /** Returns why it is time to give up, or null. */
  @Nullable String giveUp(long now) {
    long connect = options.connectTimeout().toNanos();
    if (!everWelcomed && now - started > connect) {
      return "no state server has let us in at "
          + options.endpoint()
          + " within "
          + Durations.text(options.connectTimeout())
          + " (connectTimeout): "
          + lastFailure;
    }
    if (everWelcomed && awayNanos(now) > awayTimeout.toNanos()) {
      return "the state server at "
          + options.endpoint()
          + " has been away for more than "
          + Durations.text(awayTimeout)
          + " (lostTimeout): "
          + lastFailure;
    }
    if (everWelcomed && deserted && !mayReturn) {
      return "the state server at "
          + options.endpoint()
          + " was closed, or its process has ended: nobody listens there any more";
    }
    long silence = options.silenceTimeout().toNanos();
    if (everWelcomed && silence > 0 && now - lastHeard > silence) {
      return "the state server at "
          + options.endpoint()
          + " has said nothing for more than "
          + Durations.text(options.silenceTimeout())
          + " (silenceTimeout)";
    }
    return null;
  }

  /** How long the server has been away; silence on a connection that stands is no absence. */
  private long awayNanos(long now) {
    return awaySince == 0 ? 0 : (connected ? lastChange : now) - awaySince;
  }

  boolean isHelloDue() {
    return connected && !greeting;
  }

  boolean isPingDue(long now, boolean expecting) {
    return !pinging && now - lastHeard >= quiet(expecting);
  }

  private static long quiet(boolean expecting) {
    return expecting ? QUIET_NANOS : IDLE_NANOS;
  }

  boolean isReopenDue(long now) {
    if (broken) {
      return true;
    }
    if (open) {
      return pinging && now - pingEnd() >= 0;
    }
    return isUnanswered(now) || (!connected && now - lastChange >= STUCK_NANOS);
  }

  private boolean isUnanswered(long now) {
    return connected && !open && greeting && now - lastHello >= helloNanos;
  }

  /** How long there is nothing to do by itself. */
  long sleepMillis(long now, boolean isOpen, boolean expecting) {
    long until;
    if (isOpen) {
      until = pinging ? pingEnd() : lastHeard + quiet(expecting);
    } else {
      until = greeting ? lastHello + helloNanos : lastChange + STUCK_NANOS;
      if (!everWelcomed) {
        until = Math.min(until, started + options.connectTimeout().toNanos());
      } else if (awaySince != 0 && !connected) {
        until = Math.min(until, awaySince + awayTimeout.toNanos());
      }
    }
    if (everWelcomed && options.silenceTimeout().toNanos() > 0) {
      until = Math.min(until, lastHeard + options.silenceTimeout().toNanos());
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - now) + 1);
  }
}
