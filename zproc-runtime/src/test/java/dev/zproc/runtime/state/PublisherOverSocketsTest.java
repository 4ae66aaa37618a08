package dev.zproc.runtime.state;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.store.StoreLimits;

/** The same with a server: one process in its JVM, the other at the end of a socket. */
class PublisherOverSocketsTest extends PublisherTest {

  @Override
  Backend store(StoreLimits limits) {
    return new ServerBackend(limits);
  }
}
