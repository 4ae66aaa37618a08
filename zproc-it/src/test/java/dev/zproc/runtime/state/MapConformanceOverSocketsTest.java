package dev.zproc.runtime.state;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.engine.StateEngine;

/** The same for a process at the end of a socket: every tenth test, or all in full. */
class MapConformanceOverSocketsTest extends MapConformanceTest {

  @Override
  int stride() {
    return Boolean.getBoolean("zproc.full") ? 1 : 10;
  }

  @Override
  Backend backend() {
    return new ServerBackend();
  }

  @Override
  StateEngine engine(Backend of) {
    of.newSession(); // that of the server's own JVM
    return of.newSession();
  }
}
