package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.Welcome;
import java.time.Duration;

/**
 * Where a link leads and how patient it is.
 *
 * @param endpoint where the server listens
 * @param session for whom the link speaks, or the number of a {@link Role}
 * @param secret by which it proves that
 * @param connectTimeout how long the first connection may take; 30 seconds by default, for a
 *     machine that starts many processes at once
 * @param lostTimeout how long the server may be away, nobody listening or whoever does ending each
 *     connection, before the link gives up; 10 seconds by default. One that takes a connection and
 *     says nothing is there; over ZeroMQ it has to have greeted as well
 * @param returnTimeout the same for a server that is started again where it was if it dies, as its
 *     {@link Welcome} says; 75 seconds by default, more than its start may take: whoever starts it
 *     says when it is over. A guest, whom nobody would tell, waits no longer than for any other
 * @param silenceTimeout how long a server may say nothing over a connection that stands; without
 *     end by default ({@link Duration#ZERO}), since on one machine the kernel ends the connection
 *     of a process that has died, and one that is paused is to be waited for
 * @param mayReturn whether somebody starts the server again where it was if it has ended, even if
 *     it does not say so; if not, which is the default, an address at which nobody listens any more
 *     is the end of the link
 */
public record LinkOptions(
    String endpoint,
    long session,
    Secret secret,
    Duration connectTimeout,
    Duration lostTimeout,
    Duration returnTimeout,
    Duration silenceTimeout,
    boolean mayReturn) {

  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration LOST = Duration.ofSeconds(10);
  private static final Duration RETURN = Duration.ofSeconds(75);

  /** Returns the options of a link for {@code session}, the rest as by default. */
  public static LinkOptions to(String endpoint, long session, Secret secret) {
    Duration away = Role.ofDoor(session) == null ? RETURN : LOST;
    return new LinkOptions(endpoint, session, secret, CONNECT, LOST, away, Duration.ZERO, false);
  }

  /** Returns the options of the link of a guest, whose session is made when it is let in. */
  public static LinkOptions to(String endpoint, Role role, Secret secret) {
    return to(endpoint, role.door(), secret);
  }

  /** Returns the options of the link of a child. */
  public static LinkOptions to(ChildSession birth) {
    return to(birth.endpoint(), birth.session(), birth.secret());
  }

  /** Returns these options with another {@link #connectTimeout}. */
  public LinkOptions withConnectTimeout(Duration other) {
    return new LinkOptions(
        endpoint, session, secret, other, lostTimeout, returnTimeout, silenceTimeout, mayReturn);
  }

  /** Returns these options with another {@link #lostTimeout}. */
  public LinkOptions withLostTimeout(Duration other) {
    return new LinkOptions(
        endpoint, session, secret, connectTimeout, other, returnTimeout, silenceTimeout, mayReturn);
  }

  /** Returns these options with another {@link #returnTimeout}. */
  public LinkOptions withReturnTimeout(Duration other) {
    return new LinkOptions(
        endpoint, session, secret, connectTimeout, lostTimeout, other, silenceTimeout, mayReturn);
  }

  /** Returns these options with another {@link #silenceTimeout}. */
  public LinkOptions withSilenceTimeout(Duration other) {
    return new LinkOptions(
        endpoint, session, secret, connectTimeout, lostTimeout, returnTimeout, other, mayReturn);
  }

  /** Returns these options with another endpoint, such as that of a proxy. */
  public LinkOptions withEndpoint(String other) {
    return new LinkOptions(
        other,
        session,
        secret,
        connectTimeout,
        lostTimeout,
        returnTimeout,
        silenceTimeout,
        mayReturn);
  }

  /** Returns these options with another {@link #mayReturn}. */
  public LinkOptions withReturn(boolean other) {
    return new LinkOptions(
        endpoint,
        session,
        secret,
        connectTimeout,
        lostTimeout,
        returnTimeout,
        silenceTimeout,
        other);
  }
}
