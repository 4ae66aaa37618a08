package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;

/**
 * Told what a process's children and parent say to it, until the engine ends. Nothing is lost and
 * nothing told twice while both sessions last, whatever happens to connections. Called by a thread
 * of the engine, never two calls at a time; implementations hand over and return at once.
 */
public interface SessionListener {

  /** A child's {@link EngineSession#note}. */
  void fromChild(long session, byte kind, Bytes payload);

  /** A child has left its result with the server, from where it can still be taken. */
  void outcome(long session, Bytes payload);

  /** An ancestor's {@link EngineSession#tell}. */
  void fromParent(byte kind, Bytes payload);

  /** The session has ended; nothing else will be said. */
  default void closed(EngineException cause) {}
}
