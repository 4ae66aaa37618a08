package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.CalmTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aConsumerThatStopsEarlyLeavesNoWorkerBusy(Transport transport) throws Exception {
    String property = "-Dzproc.transport=" + transport;
    try (RootJvm root = RootJvm.of(SwarmRoot.class).jvm(property).start("early")) {
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

  /** Killed while its workers are on their way; the next one tidies up. */
  @Test
  void leavesNoFilesWhereTheRootIsKilledEarly(@TempDir Path folder) throws Exception {
    String temporary = "-Djava.io.tmpdir=" + folder;
    try (RootJvm root = RootJvm.of(SwarmRoot.class).jvm(temporary).start("starting")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> root.lines().contains("open"));
      root.kill();
      await().atMost(Duration.ofSeconds(60)).until(() -> root.descendants().isEmpty());
    }
    try (RootJvm next = RootJvm.of(SwarmRoot.class).jvm(temporary).start("early")) {
      assertThat(next.exitCode()).as("%s", next.lines()).isZero();
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile))
          .noneMatch(file -> file.toString().contains("mark"));
    }
  }

  /** As with Ctrl-Z, and where a container or a machine is frozen. */
  @Test
  void aPauseOfTheWholeProgramIsOfNoTasksTime(@TempDir Path folder) throws Exception {
    Path first = Files.createFile(folder.resolve("first"));
    Path second = folder.resolve("second");
    try (RootJvm root = new RootJvm(SwarmRoot.class, "await", "" + first, "" + second)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> root.lines().contains("" + first));
      List<Long> workers = root.descendants();
      root.signal("STOP");
      for (long worker : workers) {
        RootJvm.signal("STOP", worker);
      }
      TimeUnit.SECONDS.sleep(9); // longer than a task may take
      Files.createFile(second);

      root.signal("CONT");
      TimeUnit.MILLISECONDS.sleep(500); // it may look before they go on
      for (long worker : workers) {
        if (ProcessHandle.of(worker).isPresent()) { // else what is printed says why not
          RootJvm.signal("CONT", worker);
        }
      }

      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertThat(root.lines()).containsExactly("" + first, "" + second);
    }
  }
}
