package dev.zproc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.etcd.EtcdServers;
import dev.zproc.etcd.MemberKiller;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server whose state is on three etcds, of which one is killed every five seconds, and the leader
 * every twenty. It is to do what any other does, a little later at times; so that a turn outlasts
 * the choice of a leader, its lease is longer.
 */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@EnabledIfSystemProperty(
    named = "zproc.full",
    matches = "true",
    disabledReason = "with -Pfull alone")
@ParameterizedClass(name = "round {0}")
@MethodSource("rounds")
class EtcdWhileMembersDieTest extends ConditionAndTurnConformance {

  /** So many that most tests, which take a tenth of a second, meet a kill. */
  private static final int ROUNDS = 40;

  /** How many of them do what takes longer. */
  private static final int LONG_ROUNDS = 3;

  private static final Duration LEASE = Duration.ofSeconds(10);

  private static EtcdServers servers;
  private static MemberKiller killer;

  @Parameter int round;

  static IntStream rounds() {
    return IntStream.rangeClosed(1, ROUNDS);
  }

  @BeforeAll
  static void start() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("-Dzproc.seed=" + seed);
    servers = new EtcdServers(3);
    killer = new MemberKiller(servers, seed, 5_000, 4);
  }

  @AfterAll
  static void stop() {
    killer.close();
    servers.close();
    System.out.println(killer.kills() + " kills, " + killer.leaders() + " of the leader");
    assertThat(killer.leaders()).isPositive();
  }

  private void assumeIsLong() {
    assumeTrue(round <= LONG_ROUNDS, "in the first " + LONG_ROUNDS + " rounds alone");
  }

  @Override
  @Test
  void everyCommitHappensOnceWhateverBecomesOfConnections() {
    assumeIsLong();
    super.everyCommitHappensOnceWhateverBecomesOfConnections();
  }

  @Override
  @Test
  void computingIsAtomic() throws Exception {
    assumeIsLong();
    super.computingIsAtomic();
  }

  @Override
  @Test
  void aLeaseThatIsOverEndsTheTurn() {
    assumeIsLong();
    super.aLeaseThatIsOverEndsTheTurn();
  }

  @Override
  Backend backend(StoreLimits limits) {
    ServerOptions options = EtcdServers.options(servers.etcd());
    return new ServerBackend(options.withLimits(limits).withTurns(LEASE, options.maxQueuedBytes()));
  }
}
