package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.CalmTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fills the root's heap, every wait ends with the reason, and nothing is left behind. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class FullHeapIT {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** What ends a context, and would be broken for good had its initialization found no memory. */
  private static final Pattern END =
      Pattern.compile(
          " Initializing '(dev/zproc/(runtime/(failure/|internal/(boot|process|signal|wait)/"
              + "|OrderlyStop)|jeromq/)|java/lang/(StackTraceElement|ProcessBuilder)\\$)");

  @TempDir private Path folder;

  private static RootJvm.Launch root() {
    return RootJvm.of(Hoards.class).jvm("-Xmx48m");
  }

  @Test
  void aStateThatIsFullRefusesWhoFillsIt() throws Exception {
    try (RootJvm root = root().start("limited")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();

      assertThat(root.text())
          .contains("ended dev.zproc.runtime.failure.ChildFailedException")
          .contains("dev.zproc.runtime.failure.LimitExceededException: the state would have ")
          .contains("(maxStateBytes)");
      assertGone(root);
    }
  }

  @Test
  void aStateThatFillsTheHeapEndsEveryWaitWithTheReason() throws Exception {
    try (RootJvm root = root().start("state")) {
      awaitEnd(root);

      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertGone(root);
    }
  }

  /** Above 2 GiB nothing is kept in reserve before a quarter of the heap is used. */
  @Test
  @EnabledIfSystemProperty(named = "zproc.full", matches = "true")
  void aProgramThatFillsALargeHeapEndsEveryWaitWithTheReason() throws Exception {
    aProgramThatFillsTheHeapEndsEveryWaitWithTheReason("-Xmx2500m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx48m", "-Xmx1200m"})
  void aProgramThatFillsTheHeapEndsEveryWaitWithTheReason(String heap) throws Exception {
    Path log = folder.resolve("classes");
    try (RootJvm root =
        RootJvm.of(Hoards.class)
            .jvm(heap, "-Xlog:class+init=info:file=" + log)
            .start("both", "stay")) {
      awaitEnd(root);

      assertGone(root);
      assertThat(initializedFull(Files.readAllLines(log))).isEmpty();
      root.signal("TERM");
      assertThat(root.exitCode()).isEqualTo(143);
    }
  }

  /**
   * It may go on, as there is some memory in reserve; a signal is heeded for the same reason. One
   * that comes before anybody has noticed is lost by the JVM itself, which says so; whoever has
   * sent it sends another.
   */
  @Test
  void isEndedByASignal() throws Exception {
    try (RootJvm root = root().start("program", "stay")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> root.lines().contains("full"));

      int sent = 0;
      boolean ended = false;
      for (long end = System.nanoTime() + LIMIT.toNanos(); !ended && System.nanoTime() < end; ) {
        if (sent <= lostSignals(root)) {
          root.signal("TERM");
          sent++;
        }
        ended = root.waitFor(100);
      }

      assertThat(root.waitFor(20_000)).as("%s", root.lines()).isTrue();
      assertGone(root);
    }
  }

  /**
   * The program goes on without its context, and fills its heap again: there is a reserve once
   * more. A signal that the JVM has lost is sent again. Full heaps take all processors there are.
   */
  @Test
  @EnabledIfSystemProperty(named = "zproc.full", matches = "true")
  void isEndedByASignalLongAfterItsContext() throws Exception {
    try (RootJvm root = root().start("both", "again")) {
      awaitEnd(root);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(root.lines()).contains("full again"));

      await()
          .atMost(Duration.ofSeconds(30))
          .pollDelay(Duration.ZERO)
          .until(
              () -> {
                root.signal("TERM");
                return root.waitFor(2_000);
              });
      assertThat(root.exitCode()).as("%s", root.lines()).isEqualTo(143);
      assertGone(root);
    }
  }

  @Test
  void isWarnedOfBeforeItIsTooLate() throws Exception {
    try (RootJvm root = root().start("nearly")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> root.text().contains("The heap of the process that keeps the state"));

      assertThat(root.text())
          .containsPattern("WARNING: The heap .* is nearly full: 9\\d % of \\d+ bytes after a")
          .contains("the rest is the program's. When it is full, the context ends (-Xmx).");
      assertThat(root.waitFor(1_200)).as("goes on").isFalse();
      assertThat(root.text().split("is nearly full", -1)).as("told once").hasSize(2);
    }
  }

  @Test
  void theHistoryIsASmallPartOfASmallHeap() throws Exception {
    try (RootJvm root = RootJvm.of(Hoards.class).jvm("-Xmx64m").start("history")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertThat(root.text())
          .containsPattern("memory MemoryUse\\[state=1\\d{4}, history=8\\d{6}, queues=\\d+\\]");
    }
  }

  @Test
  void aLargeValueIsNotCopiedForEachOfItsReaders() throws Exception {
    try (RootJvm root = RootJvm.of(Hoards.class).jvm("-Xmx160m").start("readers")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertThat(root.lines()).filteredOn("read 15000000"::equals).hasSize(4);
    }
  }

  @Test
  void largeResultsAreKeptOnceEach() throws Exception {
    try (RootJvm root = RootJvm.of(Hoards.class).jvm("-Xmx512m").start("results")) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      assertThat(root.lines()).filteredOn("result 50000000"::equals).hasSize(6);
    }
  }

  @Test
  void isHaltedIfThereIsNoMemoryToTellAnybody() throws Exception {
    try (RootJvm root = root().start("greedy", "stay")) {
      assertThat(CalmTime.within(Duration.ofSeconds(90), () -> root.waitFor(1)))
          .as("%s", root.lines())
          .isTrue();

      assertThat(root.exitCode()).as("%s", root.lines()).isEqualTo(3);
      assertThat(root.text()).contains("zproc halts this process");
      assertGone(root);
    }
  }

  private static List<String> initializedFull(List<String> log) {
    return log.stream()
        .dropWhile(line -> !line.contains("Hoards$Full'"))
        .filter(line -> END.matcher(line).find() && !line.contains("(no method)"))
        .toList();
  }

  /** How many signals the JVM says that it has lost, for want of memory for their thread. */
  private static long lostSignals(RootJvm root) {
    return root.lines().stream()
        .filter(line -> line.contains("OutOfMemoryError occurred dispatching signal"))
        .count();
  }

  private static void awaitEnd(RootJvm root) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(root.lines()).anyMatch(line -> line.startsWith("spawn ")));
    String reason =
        " dev.zproc.runtime.failure.ServerGoneException: the state server has failed: .*"
            + "java.lang.OutOfMemoryError.*";
    assertThat(root.lines())
        .anyMatch(line -> line.matches("ended" + reason))
        .anyMatch(line -> line.matches("spawn" + reason))
        .noneMatch(line -> line.startsWith("alive "));
    assertThat(root.text()).doesNotContain("bug in zproc");
  }

  private static void assertGone(RootJvm root) throws Exception {
    boolean gone = CalmTime.within(LIMIT, () -> root.descendants().isEmpty());
    assertThat(gone).as("%s left after %s: %s", root.descendants(), LIMIT, root.lines()).isTrue();
  }
}
