package dev.zproc.runtime.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.etcd.Etcd;
import dev.zproc.etcd.EtcdServers;
import dev.zproc.etcd.MemberKiller;
import dev.zproc.etcd.Reads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What clients of two roots are told is one history, and their watches miss nothing, while members
 * of three etcds are killed in turn, the leader among them, and the clients' own connections are
 * cut.
 */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@Timeout(3_600)
class EtcdHistoryTest {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private final long seed = Long.getLong("zproc.seed", System.nanoTime());

  @Test
  void whatClientsOfTwoRootsAreToldIsOneHistoryWhileMembersDie() throws Exception {
    play(FULL ? 40 : 1, Reads.LINEARIZABLE);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "zproc.full",
      matches = "true",
      disabledReason = "with -Pfull alone")
  void localReadsNeverGoBackAndShowOwnWritesWhileMembersDie() throws Exception {
    play(20, Reads.LOCAL);
  }

  private void play(int histories, Reads reads) throws Exception {
    HistoryRun.Kind kind =
        new HistoryRun.Kind(FULL ? 400 : 130, 100_000, false, reads == Reads.LINEARIZABLE);
    try (EtcdServers servers = new EtcdServers(3);
        MemberKiller killer =
            FULL
                ? new MemberKiller(servers, seed, 5_000, 4)
                : new MemberKiller(servers, seed, 2_000, 2)) {
      for (int i = 0; i < histories; i++) {
        System.out.println(reads + " on three etcds, -Dzproc.seed=" + (seed + i));
        Etcd etcd = servers.etcd().reads(reads);
        try (HistoryRun run =
            new HistoryRun(seed + i, kind, EtcdServers.options(etcd), EtcdServers.options(etcd))) {
          run.play();
        } catch (Exception | AssertionError failed) {
          throw new AssertionError("with -Dzproc.seed=" + (seed + i), failed);
        }
      }
      System.out.println(killer.kills() + " kills, " + killer.leaders() + " of the leader");
      assertThat(killer.leaders()).isPositive();
    }
  }
}
