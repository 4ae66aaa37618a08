package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.BootFrame;
import java.io.IOException;
import java.util.List;

/**
 * Makes the sessions with which JVMs on standby connect to the server before they have a call.
 *
 * <p>Threads: safe for use by many threads.
 */
public interface StandbySessions {

  /**
   * Makes one, and tells how to be it; with the session 0 where there is no room for another. May
   * block until the server has answered.
   *
   * @param name of the JVM
   * @param entries the classes that it had better load
   * @throws IOException if the server cannot be asked
   */
  BootFrame invite(String name, List<String> entries) throws IOException;

  /** Ends one that was never born; its JVM has ended. Returns at once. */
  void release(long session);
}
