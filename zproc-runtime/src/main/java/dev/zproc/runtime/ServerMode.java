package dev.zproc.runtime;

/** Where the state of a context is kept; chosen by {@link ZProcOptions#server(ServerMode)}. */
public enum ServerMode {

  /** By a thread of the process that opens the context: reads there need no hand-over. */
  EMBEDDED,

  /**
   * By a JVM of its own, which ends with the process that opens the context. It has its own heap:
   * the program's may be full, or collected for long, and the state is served all the same. When it
   * dies and its state is durable, it is started again, and goes on with that; see {@link
   * ZProcOptions#durable}. Without that the state is gone, and every use of the context says so
   * with a {@link dev.zproc.runtime.failure.ServerGoneException}; the program itself lives on.
   */
  FORKED
}
