package dev.zproc.runtime;

import static dev.zproc.runtime.Tasks.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a swarm survives. */
@Timeout(600)
class SwarmDeathIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");
  private static final int AMONG_KILLS = FULL ? 20_000 : 4_000;
  private static final int AMONG_STOPS = FULL ? 20_000 : 1_500;
  private static final int POISONINGS = FULL ? 20 : 1;

  private static final List<String> KINDS = List.of("crash", "loop", "exit", "heap", "kill");

  private final ZProc zproc = ZProc.open(o -> o.output(Output.DISCARD));

  @AfterEach
  void close() {
    zproc.close();
  }

  /** Every fiftieth of a thousand: four of each kind. */
  private static String kind(int number) {
    return number % 50 == 25 ? KINDS.get(number / 50 % KINDS.size()) : "";
  }

  static IntStream poisonings() {
    return IntStream.range(0, POISONINGS);
  }

  @ParameterizedTest
  @MethodSource("poisonings")
  void namesEachOfTwentyPoisonsAmongAThousand(int run) {
    try (Swarm swarm =
        zproc.swarm(s -> s.workers(2).heap("48m").attempts(2).taskTimeout(Duration.ofSeconds(3)))) {
      List<TaskResult<Integer>> results =
          swarm.settle(numbers(1_000), i -> TasksLauncher.poison(i, kind(i)));
      assertThat(results).hasSize(1_000);
      for (int i = 0; i < 1_000; i++) {
        TaskResult<Integer> result = results.get(i);
        if (kind(i).isEmpty()) {
          assertThat(result.get()).isEqualTo(i);
        } else {
          checkPoison(i, result);
        }
      }
      SwarmReport report = swarm.report();
      assertThat(report.done()).isEqualTo(980);
      assertThat(report.failed()).isEqualTo(20);
      assertThat(report.deaths()).isBetween(20L, 40L);
    }
  }

  private static void checkPoison(int number, TaskResult<Integer> result) {
    Class<? extends ChildEnd> end =
        switch (kind(number)) {
          case "crash" -> ChildEnd.Crashed.class;
          case "loop" -> ChildEnd.TimedOut.class;
          case "exit" -> ChildEnd.Exited.class;
          case "heap" -> ChildEnd.OutOfMemory.class;
          default -> ChildEnd.Signalled.class;
        };
    assertThat(result.failure())
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            failure -> {
              assertThat(failure.index()).isEqualTo(number);
              assertThat(failure.end()).as("end of %s", number).isInstanceOf(end);
              assertThat(failure.call()).contains("poison(" + number + ", ");
            });
  }

  /** Does something to a random worker that is up, every 200 ms, while {@code work} is done. */
  private static void during(Swarm swarm, String signal, Runnable work) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Random random = new Random();
    Thread killer =
        new Thread(
            () -> {
              while (!over.get()) {
                List<Long> pids =
                    swarm.report().workers().stream()
                        .filter(SwarmReport.WorkerReport::alive)
                        .map(SwarmReport.WorkerReport::pid)
                        .toList();
                if (!pids.isEmpty()) {
                  send(signal, pids.get(random.nextInt(pids.size())));
                }
                pause();
              }
            });
    killer.start();
    try {
      work.run();
    } finally {
      over.set(true);
      killer.join();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200); // the pace of the attacks
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Results have come, so there is one; the other may be on its way yet. */
  private static long oneThatIsUp(Swarm swarm) {
    return swarm.report().workers().stream()
        .filter(worker -> worker.alive() && worker.pid() > 0)
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private static void send(String signal, long pid) {
    try {
      RootJvm.signal(signal.substring(1), pid);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void losesNothingWhereWorkersAreKilled() throws Exception {
    try (Swarm swarm = zproc.swarm(s -> s.workers(2).attempts(1_000).chunkSize(20))) {
      List<Integer> results = new ArrayList<>();
      during(
          swarm,
          "-KILL",
          () -> results.addAll(swarm.map(numbers(AMONG_KILLS), TasksLauncher::busy)));
      assertThat(results).isEqualTo(numbers(AMONG_KILLS));
      assertThat(swarm.report().deaths()).isPositive();
    }
  }

  /** Its death is told late, since a program that it has started still holds on to its stderr. */
  @Test
  void blamesNoCallThatIsMadeAfterTheDeathOfAnIdleWorker() throws Exception {
    try (Swarm swarm = zproc.swarm(s -> s.workers(2).attempts(1))) {
      Awaitility.await().until(() -> swarm.workers() == 2);
      send("-KILL", swarm.submit(TasksLauncher.leaveAProgram(2)).get());
      for (int i = 0; i < 50; i++) {
        assertThat(swarm.submit(TasksLauncher.square(i)).get()).isEqualTo(i * i);
      }
      Awaitility.await().until(() -> swarm.report().deaths() == 1);
    }
  }

  /** Each that is stopped is given up, killed, and may have an answer underway. */
  @Test
  void losesNothingWhereWorkersAreStoppedAgainAndAgain() throws Exception {
    try (Swarm swarm =
        zproc.swarm(
            s ->
                s.workers(2)
                    .attempts(1_000)
                    .chunkSize(20)
                    .unresponsiveAfter(Duration.ofMillis(500)))) {
      List<Integer> results = new ArrayList<>();
      during(
          swarm,
          "-STOP",
          () -> results.addAll(swarm.map(numbers(AMONG_STOPS), TasksLauncher::busy)));
      assertThat(results).isEqualTo(numbers(AMONG_STOPS));
    }
  }

  @Test
  void losesNothingWhereWorkersAreStopped() throws Exception {
    try (Swarm swarm =
        zproc.swarm(
            s ->
                s.workers(2)
                    .attempts(1_000)
                    .chunkSize(20)
                    .unresponsiveAfter(Duration.ofSeconds(1)))) {
      List<Integer> results = new ArrayList<>();
      AtomicBoolean stopped = new AtomicBoolean();
      Consumer<Integer> once =
          i -> {
            if (i == 500 && stopped.compareAndSet(false, true)) {
              send("-STOP", oneThatIsUp(swarm));
            }
          };
      // A second of work, so that much is left when the signal arrives.
      swarm.stream(numbers(10_000), TasksLauncher::busy)
          .forEach(
              result -> {
                once.accept(result);
                results.add(result);
              });
      assertThat(results).isEqualTo(numbers(10_000));
      assertThat(swarm.report().workers())
          .anyMatch(worker -> worker.end() instanceof ChildEnd.Unresponsive);
    }
  }

  @Test
  void cancelsWhatRunsAndWhatDoesNotHeedIt() throws Exception {
    CounterState counter = CounterState.of(zproc);
    try (Swarm swarm = zproc.swarm(s -> s.workers(1).cancelGrace(Duration.ofMillis(300)))) {
      CompletableFuture<Void> deaf = swarm.submit(TasksLauncher.deaf());
      counter.runs().await(counter.runs().atLeast(1));
      CompletableFuture<Long> behind = swarm.submit(TasksLauncher.sleep(1));
      deaf.cancel(true);
      assertThatThrownBy(deaf::get).isInstanceOf(CancellationException.class);
      assertThat(behind.get()).isEqualTo(1);
      assertThat(swarm.report().restarts()).isEqualTo(1);
    }
  }

  @Test
  void replacesWorkersThatHaveServed() {
    try (Swarm swarm = zproc.swarm(s -> s.workers(2).recycleAfter(50).chunkSize(5))) {
      Awaitility.await().until(() -> swarm.workers() == 2);
      assertThat(swarm.map(numbers(400), TasksLauncher::busy)).isEqualTo(numbers(400));
      SwarmReport report = swarm.report();
      assertThat(report.workers()).hasSizeGreaterThan(2);
      assertThat(report.deaths()).isZero();
    }
  }

  /** It is looked at once a second. */
  @Test
  void replacesWorkersThatHoldMuchOfTheirHeapAndNotThoseThatOnlyUseIt() {
    try (Swarm swarm =
        zproc.swarm(s -> s.workers(1).heap("256m").recycleHeap(96 << 20).chunkSize(1))) {
      assertThat(swarm.map(numbers(200), i -> TasksLauncher.fill(10 << 20, false)))
          .as("it makes garbage for 4 s")
          .containsOnly(swarm.report().workers().get(0).pid());
      assertThat(swarm.map(numbers(10), i -> TasksLauncher.fill(12 << 20, true))).hasSize(10);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> swarm.report().workers().size() == 2);
      assertThat(swarm.report().deaths()).isZero();
    }
  }

  @Test
  void givesEachItemAJvmOfItsOwn() {
    try (Swarm swarm = zproc.swarm(s -> s.workers(2).recycleAfter(1))) {
      assertThat(swarm.map(numbers(12), i -> TasksLauncher.pid())).doesNotHaveDuplicates();
      assertThat(swarm.report().deaths()).isZero();
    }
  }

  @Test
  void endsWithTheReasonWhereWorkersDoNotStart() {
    try (Swarm swarm = zproc.swarm(s -> s.workers(2).jvmArgs("-XX:NoSuchOption=1"))) {
      assertThatThrownBy(() -> swarm.map(numbers(10), TasksLauncher::square))
          .isInstanceOf(SwarmFailedException.class)
          .hasMessageContaining("could not start")
          .hasMessageContaining("NoSuchOption");
    }
  }

  @Test
  void changesItsSize() throws Exception {
    try (Swarm swarm = zproc.swarm(s -> s.workers(1))) {
      swarm.map(numbers(1), TasksLauncher::square);
      assertThat(swarm.workers()).isEqualTo(1);
      swarm.resize(3);
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> swarm.workers() == 3);
      assertThat(
              swarm.map(numbers(60), i -> TasksLauncher.sleepAndPid(50)).stream()
                  .distinct()
                  .count())
          .isGreaterThan(1);
      swarm.resize(1);
      assertThat(swarm.map(numbers(10), TasksLauncher::square)).hasSize(10);
    }
  }

  @Test
  void leavesNothingWhenTheContextIsClosed() {
    Swarm swarm = zproc.swarm(s -> s.workers(2));
    List<Long> pids = swarm.map(numbers(20), i -> TasksLauncher.pid());
    CompletableFuture<Long> endless = swarm.submit(TasksLauncher.sleep(1_000_000));
    zproc.close();
    assertThat(endless).isCompletedExceptionally();
    assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
  }
}
