package dev.zproc.runtime.internal.console;

import java.io.IOException;

/** Opens consoles; found as a service. */
public interface ConsoleProvider {

  /**
   * Opens one, on loopback.
   *
   * @param port where it listens; 0 for any that is free
   * @throws IOException if it cannot listen there
   */
  Console open(int port, ObservedContext context) throws IOException;
}
