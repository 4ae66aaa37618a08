package dev.zproc.runtime.engine;

import dev.zproc.etcd.EtcdServers;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.store.StoreLimits;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A server whose state is on three etcds. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@EnabledIfSystemProperty(
    named = "zproc.full",
    matches = "true",
    disabledReason = "with -Pfull alone")
class EtcdOnThreeTest extends ConditionAndTurnConformance {

  @Override
  Backend backend(StoreLimits limits) {
    EtcdServers servers = EtcdServers.shared(3);
    return new ServerBackend(lasting(EtcdServers.options(servers.etcd()), limits));
  }
}
