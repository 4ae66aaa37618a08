package dev.zproc.runtime.engine;

import dev.zproc.etcd.EtcdServers;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.store.StoreLimits;
import org.junit.jupiter.api.condition.EnabledIf;

/** A server whose state is on one etcd. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
class EtcdInProcessTest extends ConditionAndTurnConformance {

  @Override
  Backend backend(StoreLimits limits) {
    EtcdServers servers = EtcdServers.shared();
    return new ServerBackend(lasting(EtcdServers.options(servers.etcd()), limits));
  }
}
