package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.child.StandbyMain;

/**
 * The main class of a JVM that is started before anybody knows which call it will run: one on
 * {@linkplain ZProc#standby standby}. This is what {@code jps} shows of it, and of the child that
 * it becomes.
 *
 * <p>Threads: used by the main thread of such a process.
 */
public final class Worker {

  /** What it is called where its context talks ZeroMQ, and where it does not. */
  static final String NAME = "standby";

  static final String UNIX = "standby-unix";

  private Worker() {}

  /** Started by hand it says so and exits with the code 77. */
  public static void main(String[] args) throws Throwable {
    Marker marker = Marker.read(args);
    if (marker == null) {
      System.err.println(
          "dev.zproc.runtime.Worker is the main class of a process that waits for a call, which only"
              + " zproc can start: see ZProc.standby.");
      System.exit(ExitCodes.REFUSED);
    } else {
      Transport transport = args[0].endsWith(UNIX) ? Transport.UNIX : Transport.ZEROMQ;
      StandbyMain.run(marker, args, new WarmUp(transport));
    }
  }
}
