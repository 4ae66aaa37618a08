package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Whether a child lets a debugger attach, at a port that was free when it was started. */
public enum Debugging {
  /** It does not. */
  OFF,
  /** It runs at once; a debugger may attach at any time. */
  ON,
  /** It waits for a debugger before it does anything else. */
  SUSPENDED;

  /**
   * How long a suspended JVM waits for its debugger. Nothing of ours runs in it yet, so it does not
   * see that its parent is gone; that must end some time.
   */
  private static final int PATIENCE_MILLIS = 600_000;

  /** Where it listens. */
  public static final String ADDRESS = "127.0.0.1";

  /**
   * Finds a port that is free now; 0 if none is needed. Somebody else may take it before the JVM
   * does, which then ends with what {@link ExitReason#isPortTaken} knows.
   */
  int findPort() throws IOException {
    if (this == OFF) {
      return 0;
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
      return socket.getLocalPort();
    }
  }

  /** The JVM option; quiet, because the agent would print on the child's stdout. */
  String option(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,quiet=y,suspend="
        + (this == SUSPENDED ? "y,timeout=" + PATIENCE_MILLIS : "n")
        + ",address="
        + ADDRESS
        + ":"
        + port;
  }
}
