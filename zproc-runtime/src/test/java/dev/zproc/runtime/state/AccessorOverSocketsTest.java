package dev.zproc.runtime.state;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.store.StoreLimits;

/** The same with a server: one process in its JVM, the other at the end of a socket. */
class AccessorOverSocketsTest extends AccessorTest {

  @Override
  Backend store(StoreLimits limits) {
    return new ServerBackend(limits);
  }
}
