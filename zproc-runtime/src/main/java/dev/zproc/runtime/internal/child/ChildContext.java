package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.schema.Namespaces;
import java.util.function.Consumer;

/**
 * The public API as a child process has it; the package above supplies it.
 *
 * <p>Threads: used by the main thread of the child.
 */
public interface ChildContext {

  /** Makes the context of the child that {@code frame} describes. */
  @FunctionalInterface
  interface Factory {

    /**
     * Connects to the server.
     *
     * @param stop to be told what the parent says
     * @param fault to be told what a thread of zproc has died of; does not return
     * @throws dev.zproc.runtime.internal.engine.EngineException if it is not there, or refuses
     */
    ChildContext open(BootFrame frame, StopWord stop, Consumer<Throwable> fault);
  }

  /** The child's session with the server. */
  EngineSession session();

  /** The states that the child has open. */
  Namespaces spaces();

  /** From here on whatever is opened begins at {@code revision}, that of the match of a run. */
  void beginAt(long revision);

  /** What user code gets: a {@code ZProc}. */
  Object api();

  /** Stops the child's own children and ends its session. */
  void close();
}
