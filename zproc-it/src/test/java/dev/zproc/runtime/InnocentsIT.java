package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.CalmTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody is ended whose parent lives, whatever happens to either; and then it ends all the same.
 */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class InnocentsIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  /** Longer than the second sign of a lost parent takes, several times. */
  private static final long PAUSE_MILLIS = FULL ? 12_000 : 2_500;

  private static final Duration UP = Duration.ofSeconds(30);

  @Test
  void liveOnWhileTheRootIsStopped() throws Exception {
    try (RootJvm root = up(2, 2, "wait")) {
      root.signal("STOP");
      root.waitFor(PAUSE_MILLIS);

      assertAllAlive(root);
      root.kill();
      assertGone(root);
    }
  }

  @Test
  void liveOnWhenTheRootAndAllOthersAreStoppedAndGoOn() throws Exception {
    try (RootJvm root = up(1, 3, "wait")) {
      root.signalGroup("STOP");
      root.waitFor(PAUSE_MILLIS);
      root.signalGroup("CONT");
      root.waitFor(1_500); // by then each has looked for its parent again

      assertAllAlive(root);
      root.kill();
      assertGone(root);
    }
  }

  @Test
  void liveOnWhileAParentBetweenIsStopped() throws Exception {
    try (RootJvm root = up(1, 3, "wait")) {
      long between = root.pids().get(0);
      RootJvm.signal("STOP", between);
      root.waitFor(PAUSE_MILLIS);

      assertAllAlive(root);
      RootJvm.signal("CONT", between);
      root.kill();
      assertGone(root);
    }
  }

  @Test
  void startOnceTheRootGoesOnThatWasStoppedWhileItSpawnedThem() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "stay", "3", "1", "wait")) {
      await().atMost(UP).until(() -> root.lines().contains("spawning"));
      root.signal("STOP");
      root.waitFor(PAUSE_MILLIS);

      root.signal("CONT");

      await().atMost(UP).until(() -> root.pids().size() == 3);
    }
  }

  @Test
  void liveOnWithStdinClosed() throws Exception {
    try (RootJvm root = up(1, 1, "close-stdin")) {
      root.waitFor(1_500); // longer than the period of the second sign

      assertAllAlive(root);
      root.kill();
      assertGone(root);
    }
  }

  @Test
  void liveOnThroughStormsOfCollections() throws Exception {
    try (RootJvm root = new RootJvm(Trees.class, "collect", "2", "1", "collect")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> root.lines().contains("collected"));
      await().atMost(UP).until(() -> root.pids().size() == 2);

      assertAllAlive(root);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP"})
  void liveOnAfterASignalOfTheTerminalThatTheRootDoesNotHeed(String signal) throws Exception {
    try (RootJvm root = up(1, 2, "wait")) {
      for (long child : root.pids()) {
        RootJvm.signal(signal, child);
      }
      root.waitFor(500);

      assertAllAlive(root);
      root.kill();
      assertGone(root);
    }
  }

  /** As its user has asked for. */
  @Test
  void liveOnAfterAHangUpThatTheRootWasStartedToIgnore() throws Exception {
    RootJvm.Launch launch = RootJvm.of(Trees.class).with("setsid", "nohup");
    try (RootJvm root = launch.start("stay", "1", "2", "wait")) {
      await().atMost(UP).until(() -> root.pids().size() == 2);

      root.signalGroup("HUP");
      root.waitFor(500);

      assertAllAlive(root);
      root.kill();
      assertGone(root);
    }
  }

  /** A root whose children have been spawned by a thread that has ended since. */
  private static RootJvm up(int children, int depth, String what) throws Exception {
    RootJvm root = new RootJvm(Trees.class, "stay", "" + children, "" + depth, what);
    await().atMost(UP).until(() -> root.pids().size() == children * depth);
    return root;
  }

  private static void assertAllAlive(RootJvm root) {
    List<Long> pids = root.pids();
    assertThat(root.descendants()).containsExactlyInAnyOrderElementsOf(pids);
    assertThat(root.text()).doesNotContain("stopped");
  }

  private static void assertGone(RootJvm root) throws Exception {
    assertThat(CalmTime.within(Duration.ofSeconds(2), () -> root.descendants().isEmpty())).isTrue();
  }
}
