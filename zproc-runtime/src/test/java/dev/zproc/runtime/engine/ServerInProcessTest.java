package dev.zproc.runtime.engine;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;

/** The embedded server, one session being that of its own JVM. */
class ServerInProcessTest extends ConditionAndTurnConformance {

  @Override
  Backend backend(StoreLimits limits) {
    return new ServerBackend(lasting(ServerOptions.DEFAULTS, limits));
  }
}
