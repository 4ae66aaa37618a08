package dev.zproc.runtime.engine;

import dev.zproc.durable.DurableOptions;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.store.StoreLimits;

/** A server whose state is in a file, one session being that of its own JVM. */
class DurableInProcessTest extends ConditionAndTurnConformance {

  @Override
  Backend backend(StoreLimits limits) {
    return new ServerBackend(lasting(DurableOptions.inNewFile(), limits));
  }
}
