package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.testing.Wires;

/** The same over Unix-domain sockets. */
class ConnectUnixTest extends ConnectTest {

  @Override
  Wires wires() {
    return Wires.UNIX;
  }
}
