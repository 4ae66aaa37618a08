package dev.zproc.runtime.history;

import dev.zproc.etcd.Etcd;
import dev.zproc.etcd.EtcdServers;
import dev.zproc.etcd.Reads;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What clients are told is linearizable, and their watches miss nothing, while members of three
 * etcds are killed in turn, the leader among them, and the clients' own connections are cut.
 */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@Timeout(1_800)
class EtcdHistoryTest {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private final long seed = Long.getLong("zproc.seed", System.nanoTime());

  @Test
  void whatClientsAreToldIsOneHistoryWhileMembersDie() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (EtcdServers servers = new EtcdServers(3)) {
      Thread killer = new Thread(() -> kill(servers, over), "killer");
      killer.start();
      try {
        for (int i = 0; i < (FULL ? 40 : 1); i++) {
          System.out.println("on three etcds, -Dzproc.seed=" + (seed + i));
          HistoryRun.Kind kind = new HistoryRun.Kind(130, 100_000, false);
          // A listener of these histories reads in the server's own thread, which only LOCAL
          // allows;
          // where there is one root, it promises the same.
          Etcd etcd = servers.etcd().reads(Reads.LOCAL);
          try (HistoryRun run = new HistoryRun(seed + i, kind, EtcdServers.options(etcd))) {
            run.play();
          }
        }
      } finally {
        over.set(true);
        killer.interrupt();
        killer.join();
      }
    }
  }

  private void kill(EtcdServers servers, AtomicBoolean over) {
    Random random = new Random(seed);
    try {
      while (!over.get()) {
        TimeUnit.MILLISECONDS.sleep(FULL ? 4_000 : 2_000);
        int member = random.nextInt(3);
        servers.kill(member);
        TimeUnit.MILLISECONDS.sleep(1_000);
        servers.restart(member);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
