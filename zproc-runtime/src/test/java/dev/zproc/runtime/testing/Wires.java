package dev.zproc.runtime.testing;

import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.transport.Sockets;

/** The transports that the suites run over. */
public enum Wires {
  ZEROMQ(Sockets.ANY_TCP),
  UNIX(Sockets.ANY_UNIX);

  /** Where a server of this kind listens. */
  public final String address;

  Wires(String address) {
    this.address = address;
  }

  /** What the property of contexts says, or ZeroMQ. */
  public static Wires byDefault() {
    return valueOf(System.getProperty("zproc.transport", ZEROMQ.name()));
  }

  /** The same options over this one. */
  public ServerOptions over(ServerOptions options) {
    return options.withAddress(address);
  }
}
