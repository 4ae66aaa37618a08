package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.testing.Wires;

/** The same over Unix-domain sockets. */
class SocketFuzzUnixTest extends SocketFuzzTest {

  @Override
  Wires wires() {
    return Wires.UNIX;
  }
}
