package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever ends the root, nothing is left behind; and whatever else happens, nobody is ended. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrphansIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  /** The promise is 1 s while the system schedules; a machine that runs tests may be busy. */
  private static final Duration LIMIT = Duration.ofSeconds(FULL ? 1 : 2);

  private static final Duration LIMIT_WITH_FULL_HEAP = Duration.ofSeconds(5);

  @Test
  void endWithARootThatIsKilledThreeDeep() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "2", "3", "wait")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> root.pids().size() == 6);

      root.kill();

      assertGone(root, LIMIT);
    }
  }

  @Test
  void endWithARootThatIsKilledAtAnyMoment() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < (FULL ? 50 : 5); i++) {
      try (RootJvm root = new RootJvm(Trees.class, "stay", "3", "2", "wait")) {
        await().atMost(Duration.ofSeconds(30)).until(() -> root.lines().contains("spawning"));
        int moment = random.nextInt(1_000);

        root.waitFor(moment);
        root.kill();

        assertGone(root, LIMIT);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"return, 0", "exit, 5", "halt, 6"})
  void endWithARootThatEndsByItself(String how, int code) throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, how, "2", "1", "wait")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isEqualTo(code);

      assertGone(root, LIMIT);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void areStoppedInOrderByARootThatIsTerminatedWithItsWholeGroup(String signal, int code)
      throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "2", "1", "wait")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 2);
      List<Long> children = root.pids();

      if (signal.equals("TERM")) {
        root.signal(signal); // nobody sends this one to a group from the keyboard
      } else {
        root.signalGroup(signal);
      }

      assertThat(root.exitCode()).isEqualTo(code);
      assertThat(root.lines())
          .as("children end by being stopped")
          .contains("stopped " + children.get(0), "stopped " + children.get(1));
      assertGone(root, LIMIT);
    }
  }

  @Test
  void endSoonAfterCtrlCThoughTheyDoNotListen() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "2", "1", "spin")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 2);

      root.signalGroup("INT");

      assertGone(root, LIMIT);
      assertThat(root.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void liveOnWithStdinClosedAndStillEndWithTheRoot() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "1", "1", "close-stdin")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 1);
      root.waitFor(1_500); // longer than the period of the second sign
      assertThat(root.descendants()).containsExactlyElementsOf(root.pids());

      root.kill();

      assertGone(root, LIMIT);
    }
  }

  @Test
  void endWithTheRootThoughTheirHeapIsFull() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "1", "1", "hoard")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> root.lines().contains("full"));

      root.kill();

      assertGone(root, LIMIT_WITH_FULL_HEAP);
    }
  }

  @Test
  void liveOnWhileTheRootIsStopped() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "2", "2", "wait")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 4);

      root.signal("STOP");
      root.waitFor(FULL ? 12_000 : 3_000);

      assertThat(root.descendants()).containsExactlyInAnyOrderElementsOf(root.pids());
      root.kill();
      assertGone(root, LIMIT);
    }
  }

  @Test
  void startOnceTheRootGoesOnThatWasStoppedWhileItSpawnedThem() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "3", "1", "wait")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.lines().contains("spawning"));
      root.signal("STOP");
      root.waitFor(FULL ? 12_000 : 2_000);

      root.signal("CONT");

      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 3);
    }
  }

  @Test
  void endWhenTheyAreContinuedIfTheyWereStopped() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "1", "1", "wait")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 1);
      long child = root.pids().get(0);
      RootJvm.signal("STOP", child);
      root.kill();
      root.waitFor(1_000);

      RootJvm.signal("CONT", child);

      assertGone(root, LIMIT);
    }
  }

  private static void assertGone(RootJvm root, Duration limit) {
    try {
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(limit)
          .until(() -> root.descendants().isEmpty());
    } catch (ConditionTimeoutException e) {
      assertThat(root.descendants()).as("left after %s: %s", limit, root.lines()).isEmpty();
    }
  }
}
