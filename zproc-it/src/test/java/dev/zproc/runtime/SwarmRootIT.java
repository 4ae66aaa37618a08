package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.CalmTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a swarm costs its program, and what it leaves when that is killed. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class SwarmRootIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");
  private static final int ITEMS = FULL ? 10_000_000 : 500_000;
  private static final int KILLS = FULL ? 50 : 3;

  /** As in {@link OrphansIT}. */
  private static final Duration LIMIT = Duration.ofSeconds(FULL ? 1 : 2);

  @Test
  void streamsMillionsOfItemsInLittleMemory() throws Exception {
    try (RootJvm root = RootJvm.of(SwarmRoot.class).jvm("-Xmx64m").start("stream", "" + ITEMS)) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertThat(root.lines()).containsExactly("streamed " + ITEMS);
    }
  }

  @Test
  void aConsumerThatStopsEarlyLeavesNoWorkerBusy() throws Exception {
    try (RootJvm root = new RootJvm(SwarmRoot.class, "early")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertThat(root.lines()).containsExactly("took 5", "then [1, 2, 3, 4]");
    }
  }

  @Test
  void workersEndWithARootThatIsKilledInTheMiddle() throws Exception {
    for (int i = 0; i < KILLS; i++) {
      try (RootJvm root = new RootJvm(SwarmRoot.class, "endless")) {
        await().atMost(Duration.ofSeconds(60)).until(() -> root.lines().contains("in the middle"));

        root.kill();

        boolean gone = CalmTime.within(LIMIT, () -> root.descendants().isEmpty());
        assertThat(gone).as("%s left after %s", root.descendants(), LIMIT).isTrue();
      }
    }
  }
}
