package dev.zproc.runtime;

import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.transport.Sockets;

/**
 * How the processes of a context talk to the process that opened it. Chosen by {@link
 * ZProcOptions#transport}; children at any depth use what their root has chosen.
 */
public enum Transport {

  /** ZeroMQ over TCP on the loopback interface; works on every system. */
  ZEROMQ(Sockets.ANY_TCP),

  /**
   * A Unix-domain socket, over which a read takes half the time and a wake-up less still, and which
   * other users cannot reach. Needs a system that has them: Linux, macOS, or Windows since 10;
   * where it has none, {@link ZProc#open} throws an {@link IllegalStateException}.
   */
  UNIX(Sockets.ANY_UNIX);

  /** The transport of contexts that do not choose one, by its name. */
  static final String PROPERTY = "zproc.transport";

  private static final String SWARM = "swarm";

  private final String address;

  Transport(String address) {
    this.address = address;
  }

  /** Where a server of this kind listens. */
  String address() {
    return address;
  }

  /**
   * What {@value #PROPERTY} says, or ZeroMQ.
   *
   * @throws IllegalArgumentException if it says something else; the message names what there is
   */
  static Transport byDefault() {
    return named(ZEROMQ);
  }

  /**
   * How a swarm talks to its workers if all are on this machine: over a Unix-domain socket where
   * there can be one, whatever the context uses; or as {@value #PROPERTY} says.
   */
  static ServerSocket bindForSwarm(int maxFrameBytes) {
    if (named(UNIX) == UNIX) {
      try {
        return Sockets.bind(SWARM, UNIX.address, maxFrameBytes);
      } catch (IllegalStateException e) {
        // The system has none, or no place for one.
      }
    }
    return Sockets.bind(SWARM, ZEROMQ.address, maxFrameBytes);
  }

  /**
   * How a swarm talks to its workers if they are on other hosts: over a Unix-domain socket,
   * whatever else is said, as that is what {@code ssh} forwards for it, under a name that is new
   * each time and that no other user there can open.
   *
   * @throws IllegalStateException if this system has none
   */
  static ServerSocket bindForOtherHosts(int maxFrameBytes) {
    return Sockets.bind(SWARM, UNIX.address, maxFrameBytes);
  }

  private static Transport named(Transport otherwise) {
    String name = System.getProperty(PROPERTY, otherwise.name());
    for (Transport each : values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "-D" + PROPERTY + "=" + name + " names no transport; there are ZEROMQ and UNIX");
  }
}
