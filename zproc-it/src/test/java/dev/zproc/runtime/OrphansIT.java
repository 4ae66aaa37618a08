package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.testing.CalmTime;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends the root, nothing is left behind. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
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

  /**
   * A process takes 0.3 s to halt: one after the other, so many would take longer than the limit.
   */
  @Test
  void endTogetherHoweverDeepTheyAre() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "1", "9", "wait")) {
      await().atMost(Duration.ofSeconds(120)).until(() -> root.pids().size() == 9);

      root.kill();

      assertGone(root, LIMIT);
    }
  }

  @Test
  void endByTheSecondSignIfSomebodyElseHoldsTheirPipe() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "1", "1", "wait")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 1);
      String pipe = "/proc/" + root.pids().get(0) + "/fd/3";
      try (FileOutputStream held = new FileOutputStream(pipe)) {
        root.kill();

        // The second sign is looked for once a second.
        assertGone(root, LIMIT.plusSeconds(1));
        assertThat(held.getFD().valid()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"return, 0", "forget, 0", "throw, 1", "fill-heap, 1", "exit, 5", "halt, 6"})
  void endWithARootThatEndsByItself(String how, int code) throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, how, "2", "1", "wait")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isEqualTo(code);

      assertGone(root, LIMIT);
    }
  }

  @Test
  void endWithARootWhoseHeapIsFull() throws Exception {
    RootJvm.Launch launch = RootJvm.of(Trees.class).jvm("-XX:+ExitOnOutOfMemoryError");
    try (RootJvm root = launch.start("fill-heap", "2", "1", "wait")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isEqualTo(3);

      assertGone(root, LIMIT);
    }
  }

  @Test
  void endWithARootThatCrashes() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Trees.class).jvm("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null");
    try (RootJvm root = launch.start("stay", "1", "2", "wait")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 2);

      root.signal("SEGV");

      assertThat(root.exitCode()).isNotZero();
      assertGone(root, LIMIT);
    }
  }

  /** In the time that the program has said for that, however long it is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 17})
  void endInOrderWhereTheRootIsTerminated(int seconds) throws Exception {
    assumeTrue(seconds == 1 || Boolean.getBoolean("zproc.full"), "takes 17 s; -Pfull waits for it");
    try (RootJvm root = new RootJvm(Lingerers.class, "" + seconds)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 1);

      root.signal("TERM");

      assertThat(root.exitCode()).isEqualTo(143);
      assertThat(root.lines()).contains("put away");
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
  void endWithTheRootThoughTheirHeapIsFull() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "1", "1", "hoard")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> root.lines().contains("full"));

      root.kill();

      assertGone(root, LIMIT_WITH_FULL_HEAP);
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

  @Test
  void endUnderARootThatIsTheFirstProcessOfItsContainerAndReapsNobody() throws Exception {
    assumeTrue(
        ends("unshare", "-Urpf", "--mount-proc", "true") == 0,
        "needs namespaces of processes for ordinary users");
    RootJvm.Launch launch =
        RootJvm.of(Trees.class).with("unshare", "-Urpf", "--mount-proc", "--kill-child");
    try (RootJvm root = launch.start("join", "1", "3", "wait")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.pids().size() == 3);
      long first = root.descendants().get(0);
      long child = ProcessHandle.of(first).orElseThrow().children().findAny().orElseThrow().pid();
      long orphan = ProcessHandle.of(child).orElseThrow().children().findAny().orElseThrow().pid();

      RootJvm.signal("KILL", child);

      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertThat(root.lines()).contains("end Signalled");
      assertThat(RootJvm.isRunning(orphan)).isFalse();
      assertGone(root, LIMIT);
    }
  }

  private static int ends(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void assertGone(RootJvm root, Duration limit) throws Exception {
    boolean gone = CalmTime.within(limit, () -> root.descendants().isEmpty());
    assertThat(gone).as("%s left after %s: %s", root.descendants(), limit, root.lines()).isTrue();
  }
}
