package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.testing.Wires;

/** The same over Unix-domain sockets. */
class ReservedSessionUnixTest extends ReservedSessionTest {

  @Override
  Wires wires() {
    return Wires.UNIX;
  }
}
