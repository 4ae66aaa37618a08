package dev.zproc.runtime.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * A client's end: one connection at a time to one server, made anew as soon as it is lost. Frames
 * come in order and without a gap while a connection lasts; those of a lost one are lost.
 *
 * <p>Threads: owned by the thread that calls {@link #await}, or by one after the other if {@link
 * #isShared}; only {@link #wake} is safe for others.
 */
public interface ClientSocket extends AutoCloseable {

  /** What has happened to the connection. */
  enum Event {
    /** There is a connection with one that speaks our kind of frames; who it is, is not known. */
    CONNECTED,
    /** The connection has ended. */
    DISCONNECTED,
    /** There was nobody to connect to, for whatever cause. */
    UNREACHABLE,
    /** Nobody listens there any more, or yet: the system itself has said so. */
    DESERTED
  }

  /**
   * Whether threads may take turns in owning it, where a lock carries what was done from one to the
   * next, and whether an interrupt of the owner does it no harm and is left to be seen.
   */
  default boolean isShared() {
    return false;
  }

  /** Returns the next frame, or null if there is none now. Never blocks. */
  byte @Nullable [] receive();

  /** Sends a frame, which the caller gives away; returns false if that is not possible now. */
  boolean send(byte[] frame);

  /** Returns the next event, or null if there is none. Never blocks. */
  @Nullable Event event();

  /** Gives up the present connection, or the attempts to get one, and begins again. */
  void reopen();

  /** Whether this socket is dead, for a cause within this JVM. */
  boolean isBroken();

  /** What has made this socket {@link #isBroken}; null if nothing has. */
  @Nullable Throwable brokenBy();

  /** Blocks until something may have come, {@link #wake} is called, or the time is over. */
  void await(long millis);

  /** Lets {@link #await} return at once, or the next call of it. */
  void wake();

  /** Closes the connection; what was sent is delivered first, within a bounded time. */
  @Override
  void close();
}
