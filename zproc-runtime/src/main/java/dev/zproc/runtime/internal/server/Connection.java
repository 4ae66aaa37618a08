package dev.zproc.runtime.internal.server;

/**
 * A session's present way to its process.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
interface Connection {

  /** What has to be said by this connection. */
  Outgoing outgoing();

  /** What came of an attempt to say something. */
  enum Flushed {
    /** All was said. */
    ALL,
    /** The rest has to wait until the process reads. */
    SOME,
    /** Nobody is there. */
    DEAD
  }

  /** Says as much as is possible now. */
  Flushed flush();
}
