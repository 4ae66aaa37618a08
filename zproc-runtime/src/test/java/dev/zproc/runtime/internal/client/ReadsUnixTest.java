package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.testing.Wires;

/** The same over Unix-domain sockets. */
class ReadsUnixTest extends ReadsTest {

  @Override
  Wires wires() {
    return Wires.UNIX;
  }
}
