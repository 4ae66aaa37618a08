package dev.zproc.runtime.engine;

import dev.zproc.etcd.EtcdServers;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ProxiedBackend;
import dev.zproc.runtime.internal.store.StoreLimits;
import org.junit.jupiter.api.condition.EnabledIf;

/** A server whose state is on one etcd, at the other end of sockets, which are cut now and then. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
class EtcdOverSocketsTest extends ConditionAndTurnConformance {

  @Override
  Backend backend(StoreLimits limits) {
    EtcdServers servers = EtcdServers.shared();
    return new ProxiedBackend(lasting(EtcdServers.options(servers.etcd()), limits));
  }

  @Override
  void disturb() {
    ((ProxiedBackend) backend).cut();
  }
}
