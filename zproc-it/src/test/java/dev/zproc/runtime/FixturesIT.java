package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.Suites;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What tests start behaves and ends as it must, whatever becomes of the JVM that runs the tests.
 */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class FixturesIT {

  private static final Duration UP = Duration.ofSeconds(60);

  /** Stands in for a JVM that runs tests: starts a root with a child and a grandchild. */
  public static void main(String[] args) throws Exception {
    RootJvm root = grow();
    if (args[0].equals("interrupt")) {
      root.signalGroup("INT");
      System.out.println("ended with " + root.exitCode());
    }
    Kids.foreverDeaf();
  }

  private static RootJvm grow() throws Exception {
    RootJvm root = new RootJvm(Trees.class, "stay", "1", "2", "wait");
    await().atMost(UP).until(() -> root.pids().size() == 2);
    System.out.println("pid " + root.pid());
    root.pids().forEach(pid -> System.out.println("pid " + pid));
    return root;
  }

  /** Run by {@link Suites} alone. */
  static class Hanging {
    @BeforeEach
    void begin() throws Exception {
      grow();
    }

    @Test
    void hangs() {
      Kids.foreverDeaf();
    }
  }

  @Test
  void endWithTheJvmThatStartedThem() throws Exception {
    try (RootJvm tests = new RootJvm(FixturesIT.class, "wait")) {
      await().atMost(UP).until(() -> tests.pids().size() == 3);
      List<Long> fixtures = tests.pids();
      assertThat(fixtures).allMatch(RootJvm::isRunning);

      tests.signal("KILL");

      await().atMost(UP).until(() -> fixtures.stream().noneMatch(RootJvm::isRunning));
    }
  }

  @Test
  void takeSignalsThatAreIgnoredInTheJvmThatStartedThem() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(FixturesIT.class).with("sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh");
    try (RootJvm tests = launch.start("interrupt")) {
      await().atMost(UP).until(() -> tests.lines().contains("ended with 130"));
    }
  }

  @Test
  void sayWhatTheyDoWhenATestHangs() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Suites.class)
            .jvm("-Djunit.jupiter.execution.timeout.testable.method.default=3 s");
    List<Long> fixtures;
    try (RootJvm tests = launch.start(Hanging.class.getName())) {
      assertThat(tests.exitCode()).as(tests::text).isEqualTo(1);
      assertThat(tests.text())
          .contains(
              "hangs() of " + Hanging.class.getName() + " hangs in ",
              "failed: hangs",
              "timed out after 3 seconds")
          .contains("at dev.zproc.runtime.FixturesIT$Hanging.hangs(") // of the test,
          .contains("at dev.zproc.runtime.Trees.main(") // its root,
          .contains("at dev.zproc.runtime.Trees_GrowMain.main("); // and the children
      fixtures = tests.pids();
    }
    assertThat(fixtures).hasSize(3);
    await().atMost(UP).until(() -> fixtures.stream().noneMatch(RootJvm::isRunning));
  }
}
