package dev.zproc.runtime.engine;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ProxiedBackend;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;

/** The embedded server at the other end of sockets, which are cut now and then. */
class ServerOverSocketsTest extends ConditionAndTurnConformance {

  @Override
  Backend backend(StoreLimits limits) {
    return new ProxiedBackend(lasting(ServerOptions.DEFAULTS, limits));
  }

  @Override
  void disturb() {
    ((ProxiedBackend) backend).cut();
  }
}
