package dev.zproc.runtime.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * The server's end: takes frames from any number of peers and sends frames to them. Frames of one
 * peer come in order and without a gap, as long as it stays connected.
 *
 * <p>Threads: owned by the thread that calls {@link #await}, or by one after the other if {@link
 * #isShared}; only {@link #wake} and {@link #endpoint} are safe for others.
 */
public interface ServerSocket extends AutoCloseable {

  /**
   * A frame that came in.
   *
   * @param peer names the connection that it came by, as long as that lasts
   */
  record Inbound(Peer peer, byte[] frame) {}

  /** What became of a frame. */
  enum Sent {
    /** It is on its way. */
    YES,
    /** The peer does not keep up; {@link #await} returns when it is worth trying again. */
    FULL,
    /** There is no such peer any more. */
    GONE
  }

  /** Where clients find this socket. */
  String endpoint();

  /** Returns the next frame, or null if there is none now. Never blocks. */
  @Nullable Inbound receive();

  /** Sends a frame, which the caller gives away. Never blocks. */
  Sent send(Peer peer, byte[] frame);

  /** Returns the next peer that has gone since the last call, or null. Never blocks. */
  @Nullable Peer departed();

  /** Says that this peer has proved who it is, so that its connection may stay. */
  void accept(Peer peer);

  /** Ends the connection of a peer. */
  void drop(Peer peer);

  /** Ends the connections that nobody has accepted for too long. */
  void reap();

  /** Whether this socket is dead, for a cause within this JVM. */
  boolean isBroken();

  /** What has made this socket {@link #isBroken}; null if nothing has. */
  @Nullable Throwable brokenBy();

  /** Blocks until something may have come, {@link #wake} is called, or the time is over. */
  void await(long millis);

  /**
   * Whether threads may take turns in owning it, where a lock carries what was done from one to the
   * next, and whether an interrupt of the owner does it no harm.
   */
  default boolean isShared() {
    return false;
  }

  /**
   * As {@link #await}, but an interrupt ends it, and is left to be seen, if it {@link #isShared}.
   */
  default void awaitOrInterrupt(long millis) {
    await(millis);
  }

  /** Lets {@link #await} return at once, or the next call of it. */
  void wake();

  /** Closes all connections; what was sent to them is delivered first, within a bounded time. */
  @Override
  void close();
}
