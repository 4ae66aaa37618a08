package dev.zproc.runtime.engine;

import dev.zproc.durable.DurableOptions;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ProxiedBackend;
import dev.zproc.runtime.internal.store.StoreLimits;

/** A server whose state is in a file, at the other end of sockets, which are cut now and then. */
class DurableOverSocketsTest extends ConditionAndTurnConformance {

  @Override
  Backend backend(StoreLimits limits) {
    return new ProxiedBackend(lasting(DurableOptions.inNewFile(), limits));
  }

  @Override
  void disturb() {
    ((ProxiedBackend) backend).cut();
  }
}
