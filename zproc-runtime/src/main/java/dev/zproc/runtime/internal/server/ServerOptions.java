package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.Secret;
import java.time.Duration;
import java.util.Map;

/**
 * How a state server is set up.
 *
 * @param address where it listens, {@code tcp://127.0.0.1:*} by default: loopback, any free port
 * @param limits what its store keeps and takes
 * @param maxMessageBytes the largest request, 64 MiB by default; an answer may have four times that
 * @param maxOutboundBytes how much may wait for one client that does not read, 256 MiB by default;
 *     beyond it the client is disconnected, and starts again from where it was
 * @param maxRequests how many requests of one process may wait for the server, 65,536 by default
 * @param turnLease how long a transaction may keep others waiting once it has a turn; 1 s by
 *     default
 * @param maxQueuedBytes about how many bytes of commits may wait for a turn to end, 64 MiB by
 *     default
 * @param epoch how often this state has been taken up, counting from 1
 * @param credentials sessions that exist from the start, with their secrets; their numbers are 2 or
 *     more, since 1 is the session of the server's own JVM
 */
public record ServerOptions(
    String address,
    StoreLimits limits,
    int maxMessageBytes,
    long maxOutboundBytes,
    int maxRequests,
    Duration turnLease,
    long maxQueuedBytes,
    long epoch,
    Map<Long, Secret> credentials) {

  private static final Duration MAX_LEASE = Duration.ofHours(1);

  /** What holds where nothing else is asked for. */
  public static final ServerOptions DEFAULTS =
      new ServerOptions(
          "tcp://127.0.0.1:*",
          StoreLimits.defaults(),
          64 << 20,
          256L << 20,
          1 << 16,
          Duration.ofSeconds(1),
          64L << 20,
          1,
          Map.of());

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if one makes no sense; the message names it
   */
  public ServerOptions {
    if (maxMessageBytes < 1024) {
      throw new IllegalArgumentException("maxMessageBytes must be 1024 or more");
    }
    if (maxOutboundBytes < maxMessageBytes) {
      throw new IllegalArgumentException("maxOutboundBytes must not be less than maxMessageBytes");
    }
    if (maxRequests < 1) {
      throw new IllegalArgumentException("maxRequests must be 1 or more");
    }
    if (turnLease.toMillis() < 1 || turnLease.compareTo(MAX_LEASE) > 0) {
      throw new IllegalArgumentException("turnLease must be from 1 ms to 1 h, not " + turnLease);
    }
    if (maxQueuedBytes < 1024) {
      throw new IllegalArgumentException("maxQueuedBytes must be 1024 or more");
    }
    credentials = Map.copyOf(credentials);
    for (long session : credentials.keySet()) {
      if (session < 2) {
        throw new IllegalArgumentException("session " + session + " is taken; use 2 or more");
      }
    }
  }

  /** Returns these options with other limits of the store. */
  public ServerOptions withLimits(StoreLimits other) {
    return new ServerOptions(
        address,
        other,
        maxMessageBytes,
        maxOutboundBytes,
        maxRequests,
        turnLease,
        maxQueuedBytes,
        epoch,
        credentials);
  }

  /** Returns these options with other sessions that exist from the start. */
  public ServerOptions withCredentials(Map<Long, Secret> other) {
    return new ServerOptions(
        address,
        limits,
        maxMessageBytes,
        maxOutboundBytes,
        maxRequests,
        turnLease,
        maxQueuedBytes,
        epoch,
        other);
  }

  /** Returns these options with another epoch. */
  public ServerOptions withEpoch(long other) {
    return new ServerOptions(
        address,
        limits,
        maxMessageBytes,
        maxOutboundBytes,
        maxRequests,
        turnLease,
        maxQueuedBytes,
        other,
        credentials);
  }

  /** Returns these options with other bounds on messages: the largest request, and what waits. */
  public ServerOptions withMessages(int maxMessage, long maxOutbound, int requests) {
    return new ServerOptions(
        address,
        limits,
        maxMessage,
        maxOutbound,
        requests,
        turnLease,
        maxQueuedBytes,
        epoch,
        credentials);
  }

  /** Returns these options with another lease, and another bound on what waits for it. */
  public ServerOptions withTurns(Duration lease, long maxQueued) {
    return new ServerOptions(
        address,
        limits,
        maxMessageBytes,
        maxOutboundBytes,
        maxRequests,
        lease,
        maxQueued,
        epoch,
        credentials);
  }
}
