package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many children one after the other, eight at a time, leave nothing behind in their parent. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class ForkStormIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");
  private static final int SPAWNS = FULL ? 200 : 24;
  private static final int AT_A_TIME = 8;

  /** What a heap may differ by from one collection to the next, for other reasons. */
  private static final long HEAP_SLACK_BYTES = 2 << 20;

  private static final Duration SETTLED = Duration.ofSeconds(20);

  private static ZProc zproc;

  @BeforeAll
  static void open() {
    zproc = ZProc.open(options -> options.output(Output.PREFIXED));
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  @Test
  void leavesNoDescriptorThreadOrMemoryBehind() throws Exception {
    storm(AT_A_TIME);
    await().atMost(SETTLED).until(() -> threadsOfChildren().isEmpty());
    await().atMost(SETTLED).until(ForkStormIT::isSettled);
    long descriptors = descriptors();
    List<String> threads = threads();
    long heap = usedHeap();

    storm(SPAWNS);

    await()
        .atMost(SETTLED)
        .untilAsserted(
            () -> {
              assertThat(zproc.children()).isEmpty();
              assertThat(threadsOfChildren()).isEmpty();
              assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
              assertThat(threads).containsAll(threads());
              assertThat(usedHeap()).isLessThan(heap + HEAP_SLACK_BYTES);
            });
    System.out.printf(
        "%d spawns, %d at a time: descriptors %d before, %d after; threads %d, %d; heap %d KiB, %d"
            + " KiB%n",
        SPAWNS,
        AT_A_TIME,
        descriptors,
        descriptors(),
        threads.size(),
        threads().size(),
        heap >> 10,
        usedHeap() >> 10);
  }

  /** Whether collections close nothing any more that earlier tests have left. */
  private static boolean isSettled() {
    long before = descriptors();
    usedHeap();
    return descriptors() == before;
  }

  private static void storm(int spawns) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<Integer>> sums =
          IntStream.range(0, spawns)
              .mapToObj(i -> callers.submit(() -> zproc.spawn(KidsLauncher.add(i, 1)).join()))
              .toList();
      for (int i = 0; i < spawns; i++) {
        assertThat(sums.get(i).get()).isEqualTo(i + 1);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ours and the program's; those of the JDK's, JUnit's and Awaitility's pools come and go. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                !name.matches(
                    "(process reaper|ForkJoinPool|CompletableFutureDelay|pool-|awaitility).*"))
        .toList();
  }

  private static List<String> threadsOfChildren() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("zproc-(out|err|boot)\\[.*"))
        .toList();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
