package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.SharedState;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a state server is set up.
 *
 * @param address where it listens, {@link Sockets#ANY_TCP} by default: loopback, any free port
 * @param durable where its state is kept; null if it ends with the server
 * @param shared where its state is, if other servers share it; null if none does
 * @param limits what its store keeps and takes
 * @param maxMessageBytes the largest request, 64 MiB by default; an answer may have four times that
 * @param maxOutboundBytes how much may wait for one client that does not read, and for all of them
 *     together, what several of them wait for counted once; 256 MiB by default. Beyond it the
 *     client for which most waits is disconnected, and starts again from where it was. And how much
 *     may have come of messages that are not whole, of all clients together; beyond it the client
 *     of whose message least has come is disconnected, and sends it again
 * @param maxRequests how many requests of one process may wait for the server, 65,536 by default
 * @param turnLease how long a transaction may keep others waiting once it has a turn; 1 s by
 *     default
 * @param maxQueuedBytes about how many bytes of commits may wait for a turn to end, 64 MiB by
 *     default
 * @param maxSessions how many sessions there may be at a time, those of children whose processes
 *     have not been reaped included; 10,000 by default
 * @param maxDepth how many generations of children there may be below the root, 16 by default
 * @param epoch how often this state has been taken up, counting from 1; where it is durable, its
 *     file knows
 * @param credentials sessions that exist from the start, with their secrets; their numbers are 2 or
 *     more, since 1 is the session of the root
 * @param access who else gets in
 */
public record ServerOptions(
    String address,
    @Nullable Durable durable,
    @Nullable SharedState shared,
    StoreLimits limits,
    int maxMessageBytes,
    long maxOutboundBytes,
    int maxRequests,
    Duration turnLease,
    long maxQueuedBytes,
    int maxSessions,
    int maxDepth,
    long epoch,
    Map<Long, Secret> credentials,
    Access access) {

  private static final Duration MAX_LEASE = Duration.ofHours(1);

  private static final int MAX_SESSIONS = 10_000;

  private static final long MIB = 1 << 20;

  /** What holds in a heap that is large enough; see {@link #forHeap}. */
  public static final ServerOptions DEFAULTS =
      new ServerOptions(
          Sockets.ANY_TCP,
          null,
          null,
          StoreLimits.defaults(),
          64 << 20,
          256L << 20,
          1 << 16,
          Duration.ofSeconds(1),
          64L << 20,
          MAX_SESSIONS,
          16,
          1,
          Map.of(),
          Access.NONE);

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
    if (turnLease.compareTo(MAX_LEASE) > 0 || turnLease.toMillis() < 1) {
      throw new IllegalArgumentException(
          "turnLease must be from 1 ms to 1 h, not " + Durations.text(turnLease));
    }
    if (maxQueuedBytes < 1024) {
      throw new IllegalArgumentException("maxQueuedBytes must be 1024 or more");
    }
    if (maxSessions < 1) {
      throw new IllegalArgumentException("maxSessions must be 1 or more");
    }
    if (maxDepth < 1) {
      throw new IllegalArgumentException("maxDepth must be 1 or more");
    }
    credentials = Map.copyOf(credentials);
    for (long session : credentials.keySet()) {
      if (session < 2) {
        throw new IllegalArgumentException("session " + session + " is taken; use 2 or more");
      }
    }
  }

  /**
   * Returns the defaults for a heap of so many bytes: none above {@link #DEFAULTS}, and none that
   * such a heap could not hold beside the others. A quarter is for the state, an eighth for its
   * history, a quarter for what waits for clients that do not read; see docs/adr/0036.
   */
  public static ServerOptions forHeap(long heapBytes) {
    long heap = Math.max(heapBytes, 16L << 20);
    StoreLimits full = DEFAULTS.limits;
    StoreLimits shares =
        new StoreLimits(
            full.historyRevisions(),
            Math.min(full.historyBytes(), heap / 8),
            full.maxKeyBytes(),
            (int) Math.min(full.maxValueBytes(), heap / 8),
            full.maxOperations(),
            full.maxTerms(),
            full.maxWatches(),
            heap / 4);
    return DEFAULTS
        .withLimits(shares)
        .withMessages(
            (int) Math.min(DEFAULTS.maxMessageBytes, heap / 4),
            Math.min(DEFAULTS.maxOutboundBytes, heap / 4),
            DEFAULTS.maxRequests)
        .withTurns(DEFAULTS.turnLease, Math.min(DEFAULTS.maxQueuedBytes, heap / 16))
        .withMaxSessions((int) Math.min(MAX_SESSIONS, heap / (16 << 10)));
  }

  /** Says which limits in bytes there are, for the log. */
  public String inBytes() {
    return "Limits in bytes, some of them shares of a heap of "
        + Runtime.getRuntime().maxMemory()
        + ": maxStateBytes "
        + limits.maxStateBytes()
        + ", historyBytes "
        + limits.historyBytes()
        + ", maxValueBytes "
        + limits.maxValueBytes()
        + ", maxMessageBytes "
        + maxMessageBytes
        + ", maxOutboundBytes "
        + maxOutboundBytes
        + ", maxQueuedBytes "
        + maxQueuedBytes
        + "; maxSessions "
        + maxSessions;
  }

  /** These options while one of them is exchanged. */
  private static final class Draft {
    String address;
    @Nullable Durable durable;
    @Nullable SharedState shared;
    StoreLimits limits;
    int maxMessageBytes;
    long maxOutboundBytes;
    int maxRequests;
    Duration turnLease;
    long maxQueuedBytes;
    int maxSessions;
    int maxDepth;
    long epoch;
    Map<Long, Secret> credentials;
    Access access;

    Draft(ServerOptions from) {
      address = from.address;
      durable = from.durable;
      shared = from.shared;
      limits = from.limits;
      maxMessageBytes = from.maxMessageBytes;
      maxOutboundBytes = from.maxOutboundBytes;
      maxRequests = from.maxRequests;
      turnLease = from.turnLease;
      maxQueuedBytes = from.maxQueuedBytes;
      maxSessions = from.maxSessions;
      maxDepth = from.maxDepth;
      epoch = from.epoch;
      credentials = from.credentials;
      access = from.access;
    }

    ServerOptions done() {
      return new ServerOptions(
          address,
          durable,
          shared,
          limits,
          maxMessageBytes,
          maxOutboundBytes,
          maxRequests,
          turnLease,
          maxQueuedBytes,
          maxSessions,
          maxDepth,
          epoch,
          credentials,
          access);
    }
  }

  /** Returns these options with another address. */
  public ServerOptions withAddress(String other) {
    Draft draft = new Draft(this);
    draft.address = other;
    return draft.done();
  }

  /** Returns these options with another place where the state is kept. */
  public ServerOptions withDurable(@Nullable Durable other) {
    Draft draft = new Draft(this);
    draft.durable = other;
    return draft.done();
  }

  /** Returns these options with another place where servers share the state. */
  public ServerOptions withShared(@Nullable SharedState other) {
    Draft draft = new Draft(this);
    draft.shared = other;
    return draft.done();
  }

  /** Returns these options with another bound on the sessions that there may be at a time. */
  public ServerOptions withMaxSessions(int other) {
    Draft draft = new Draft(this);
    draft.maxSessions = other;
    return draft.done();
  }

  /** Returns these options with other limits of the store. */
  public ServerOptions withLimits(StoreLimits other) {
    Draft draft = new Draft(this);
    draft.limits = other;
    return draft.done();
  }

  /** Returns these options with other sessions that exist from the start. */
  public ServerOptions withCredentials(Map<Long, Secret> other) {
    Draft draft = new Draft(this);
    draft.credentials = other;
    return draft.done();
  }

  /** Returns these options with others who get in. */
  public ServerOptions withAccess(Access other) {
    Draft draft = new Draft(this);
    draft.access = other;
    return draft.done();
  }

  /** Returns these options with another epoch. */
  public ServerOptions withEpoch(long other) {
    Draft draft = new Draft(this);
    draft.epoch = other;
    return draft.done();
  }

  /** Returns these options with other bounds on messages: the largest request, and what waits. */
  public ServerOptions withMessages(int maxMessage, long maxOutbound, int requests) {
    Draft draft = new Draft(this);
    draft.maxMessageBytes = maxMessage;
    draft.maxOutboundBytes = maxOutbound;
    draft.maxRequests = requests;
    return draft.done();
  }

  /** Returns these options with another lease, and another bound on what waits for it. */
  public ServerOptions withTurns(Duration lease, long maxQueued) {
    Draft draft = new Draft(this);
    draft.turnLease = lease;
    draft.maxQueuedBytes = maxQueued;
    return draft.done();
  }

  /** Returns these options with another bound on generations of children. */
  public ServerOptions withMaxDepth(int other) {
    Draft draft = new Draft(this);
    draft.maxDepth = other;
    return draft.done();
  }
}
