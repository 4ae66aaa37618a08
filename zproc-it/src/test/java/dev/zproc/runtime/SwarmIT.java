package dev.zproc.runtime;

import static dev.zproc.runtime.Tasks.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a swarm does as long as nothing goes wrong. */
@Timeout(120)
class SwarmIT {

  private static ZProc zproc;
  private static Swarm swarm;

  @BeforeAll
  static void open() {
    zproc = ZProc.open(o -> o.output(Output.DISCARD));
    swarm = zproc.swarm(s -> s.workers(2));
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  private static List<Integer> squares(int count) {
    return IntStream.range(0, count).mapToObj(i -> i * i).toList();
  }

  @Test
  void mapsInOrder() {
    assertThat(swarm.map(numbers(10_000), TasksLauncher::square)).isEqualTo(squares(10_000));
  }

  @Test
  void mapsFewerItemsThanWorkersAndNone() {
    assertThat(swarm.map(List.of(3), TasksLauncher::square)).containsExactly(9);
    assertThat(swarm.map(List.<Integer>of(), TasksLauncher::square)).isEmpty();
    assertThat(swarm.map(List.of(1, 2), i -> TasksLauncher.nothing())).containsExactly(null, null);
  }

  @Test
  void streamsInOrderAndAsResultsCome() {
    List<Integer> numbers = numbers(3_000);
    assertThat(swarm.stream(numbers, TasksLauncher::square).toList()).isEqualTo(squares(3_000));
    assertThat(swarm.unordered(numbers, TasksLauncher::square))
        .containsExactlyInAnyOrderElementsOf(squares(3_000));
  }

  @Test
  void drawsItemsAsTheyAreNeeded() {
    AtomicInteger drawn = new AtomicInteger();
    Iterable<Integer> endless = () -> Stream.generate(drawn::incrementAndGet).iterator();
    try (Stream<Integer> squares = swarm.stream(endless, TasksLauncher::square)) {
      assertThat(squares.limit(5)).containsExactly(1, 4, 9, 16, 25);
    }
    assertThat(drawn).hasValueLessThan(10_000);
    assertThat(swarm.map(List.of(2), TasksLauncher::square)).containsExactly(4);
  }

  /** What was drawn before that has not been given to a worker, and must not be waited for. */
  @Test
  @Timeout(20)
  void aStreamWhoseFunctionThrewHasNoMoreElements() {
    Function<Integer, Call<Integer>> throwsForOne =
        i -> {
          if (i == 10) {
            throw new IllegalStateException("no call for " + i);
          }
          return TasksLauncher.square(i);
        };
    List<Integer> numbers = numbers(20);
    for (Stream<Integer> each :
        List.of(swarm.stream(numbers, throwsForOne), swarm.unordered(numbers, throwsForOne))) {
      Iterator<Integer> squares = each.iterator();
      assertThatThrownBy(() -> squares.forEachRemaining(square -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no call for 10");
      assertThat(squares.hasNext()).isFalse();
      assertThatThrownBy(squares::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aStreamThatThrewWhatATaskThrewHasNoMoreElements() {
    AtomicInteger drawn = new AtomicInteger();
    Iterable<Integer> endless = () -> Stream.generate(drawn::getAndIncrement).iterator();
    Iterator<Integer> results =
        swarm.stream(endless, i -> TasksLauncher.poison(i, i == 1 ? "throw" : "")).iterator();
    assertThat(results.next()).isZero();
    assertThatThrownBy(results::next).isInstanceOf(TaskFailedException.class);
    int before = drawn.get();
    assertThat(results.hasNext()).isFalse();
    assertThat(drawn).as("items drawn").hasValue(before);
  }

  @Test
  void passesLargeValues() {
    List<byte[]> large = List.of(new byte[5 << 20], new byte[1 << 20], new byte[0]);
    assertThat(swarm.map(large, TasksLauncher::length)).containsExactly(5 << 20, 1 << 20, 0);
    assertThat(swarm.map(List.of(3 << 20), TasksLauncher::bytes).get(0))
        .hasSize(3 << 20)
        .containsOnly(7);
  }

  @Test
  void submitsCalls() throws Exception {
    List<CompletableFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      futures.add(swarm.submit(TasksLauncher.square(i)));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(futures.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(i * i);
    }
  }

  @Test
  void manyThreadsMapAndSubmitAtOnce() throws Exception {
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 4; i++) {
        int first = i;
        callers.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int round = 0; round < 50; round++) {
                    CompletableFuture<Integer> alone = swarm.submit(TasksLauncher.square(first));
                    assertThat(swarm.map(numbers(300), TasksLauncher::square))
                        .isEqualTo(squares(300));
                    assertThat(alone.join()).isEqualTo(first * first);
                  }
                },
                threads));
      }
      for (CompletableFuture<Void> caller : callers) {
        caller.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptEndsAMapAndCancelsWhatIsUnderway() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CountDownLatch drawn = new CountDownLatch(2);
    Thread caller =
        new Thread(
            () -> {
              try {
                swarm.map(
                    List.of(1, 2),
                    item -> {
                      drawn.countDown();
                      return TasksLauncher.sleep(100_000);
                    });
              } catch (RuntimeException e) {
                thrown.complete(e);
              }
            });
    caller.start();
    drawn.await();
    caller.interrupt();
    assertThat(thrown.get(30, TimeUnit.SECONDS)).isInstanceOf(WaitInterruptedException.class);
    assertThat(swarm.map(numbers(100), TasksLauncher::square)).isEqualTo(squares(100));
  }

  @Test
  void keepsItsWorkersAndTheirProcesses() {
    Set<Long> before = new HashSet<>(swarm.map(numbers(50), i -> TasksLauncher.pid()));
    Set<Long> after = new HashSet<>(swarm.map(numbers(50), i -> TasksLauncher.pid()));
    assertThat(before).hasSizeLessThanOrEqualTo(2).doesNotContain(ProcessHandle.current().pid());
    assertThat(swarm.report().workers())
        .extracting(SwarmReport.WorkerReport::pid)
        .containsAll(before)
        .containsAll(after);
    assertThat(zproc.children()).isEmpty();
  }

  @Test
  void givesTasksTheState() {
    CounterState counter = CounterState.of(zproc);
    int before = counter.runs().get();
    swarm.map(numbers(20), TasksLauncher::count);
    assertThat(counter.runs().get()).isEqualTo(before + 20);
  }

  @Test
  void tellsWhatATaskThrew() {
    assertThatThrownBy(
            () -> swarm.map(numbers(10), i -> TasksLauncher.poison(i, i == 4 ? "throw" : "")))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.index()).isEqualTo(4);
              assertThat(e.end()).isInstanceOf(ChildEnd.Threw.class);
            })
        .hasMessageContaining("item 4, dev.zproc.runtime.Tasks.poison(4, ")
        .hasMessageContaining("java.lang.IllegalStateException: poison 4")
        .hasMessageContaining("at dev.zproc.runtime.Tasks.poison");
  }

  @Test
  void putsEachFailureInItsPlace() {
    List<TaskResult<Integer>> results =
        swarm.settle(numbers(40), i -> TasksLauncher.poison(i, i % 10 == 3 ? "throw" : ""));
    assertThat(results).hasSize(40);
    for (int i = 0; i < 40; i++) {
      assertThat(results.get(i).index()).isEqualTo(i);
      assertThat(results.get(i).isSuccess()).isEqualTo(i % 10 != 3);
    }
    List<Long> failed = new ArrayList<>();
    swarm.forEach(
        numbers(40),
        i -> TasksLauncher.poison(i, i % 10 == 3 ? "throw" : ""),
        result -> {
          if (!result.isSuccess()) {
            failed.add(result.index());
          }
        });
    assertThat(failed).containsExactlyInAnyOrder(3L, 13L, 23L, 33L);
  }

  @Test
  void aSlowItemDoesNotHoldUpThoseBehindIt() {
    // One chunk holds the slow item and others; the other worker takes these over, or it never
    // ends.
    CounterState done = CounterState.of(zproc, "slowIfFirst");
    List<Integer> results = new ArrayList<>();
    swarm.forEach(
        numbers(61),
        i -> TasksLauncher.slowIfFirst(i, 60),
        result -> {
          results.add(result.get());
          done.runs().add(1);
        });
    assertThat(results).hasSize(61).last().isEqualTo(0);
  }

  @Test
  void runsASwarmWithinATask() {
    assertThat(swarm.map(List.of(3), TasksLauncher::nested)).containsExactly(18);
  }

  @Test
  void mapsEachItemToAProcess() {
    List<Long> pids = zproc.processMap(numbers(3), i -> TasksLauncher.pid());
    assertThat(new HashSet<>(pids)).hasSize(3);
    assertThatThrownBy(
            () -> zproc.processMap(numbers(2), i -> TasksLauncher.poison(i, i == 1 ? "throw" : "")))
        .isInstanceOf(dev.zproc.runtime.failure.ChildFailedException.class)
        .hasMessageContaining("poison 1");
  }

  @Test
  void reports() {
    swarm.map(List.of(5L, 60L, 1L), TasksLauncher::sleep);
    SwarmReport report = swarm.report();
    assertThat(report.slowest()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    assertThat(report.slowest().get(0).took()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    assertThat(report.workers())
        .anySatisfy(
            worker -> {
              assertThat(worker.tasks()).isPositive();
              assertThat(worker.starting()).isPositive();
              assertThat(worker.busy()).isPositive();
            });
  }

  @Test
  void countsACallThatTookTooLongAsWork() {
    try (Swarm own = zproc.swarm(s -> s.workers(1).taskTimeout(Duration.ofSeconds(5)))) {
      own.settle(List.of(10L, 60_000L), TasksLauncher::sleep);
      Awaitility.await().until(() -> own.report().deaths() == 1);
      SwarmReport report = own.report();
      SwarmReport.WorkerReport killed = report.workers().get(0);
      assertThat(killed.tasks()).isEqualTo(2);
      assertThat(killed.busy()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
      assertThat(killed.waiting()).isLessThan(Duration.ofSeconds(5));
      assertThat(report.slowest().get(0).index()).isOne();
      assertThat(report.slowest().get(0).took()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void tellsItsProgress() {
    List<SwarmProgress> told = Collections.synchronizedList(new ArrayList<>());
    try (Swarm own = zproc.swarm(s -> s.workers(2).progress(told::add))) {
      own.map(Collections.nCopies(60, 10L), TasksLauncher::sleep);
      Awaitility.await().until(() -> !told.isEmpty() && last(told).unfinished() == 0);
    }
    assertThat(last(told).done()).isEqualTo(60);
    assertThat(last(told).failed()).isZero();
    assertThat(told).anySatisfy(each -> assertThat(each.perSecond()).isPositive());
    assertThat(told).isSortedAccordingTo(Comparator.comparing(SwarmProgress::elapsed));
  }

  private static SwarmProgress last(List<SwarmProgress> told) {
    return told.get(told.size() - 1);
  }

  @Test
  void letsIdleWorkersGoAndHasThemBack() {
    try (Swarm own = zproc.swarm(s -> s.workers(1).idleTimeout(Duration.ofMillis(300)))) {
      long first = own.map(List.of(1), i -> TasksLauncher.pid()).get(0);
      Awaitility.await().until(() -> own.workers() == 0);
      assertThat(own.map(List.of(1), i -> TasksLauncher.pid()).get(0)).isNotEqualTo(first);
    }
  }

  @Test
  void refusesMethodsThatWait() {
    assertThatThrownBy(() -> swarm.submit(TasksLauncher.waiting()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@WaitFor")
        .hasMessageContaining("spawn it as a child");
  }

  @Test
  void makesAValueOncePerWorker() {
    try (Swarm own = zproc.swarm(s -> s.workers(1))) {
      List<Integer> uses = own.map(numbers(5), i -> TasksLauncher.useModel());
      assertThat(uses).containsExactly(1, 2, 3, 4, 5);
    }
  }

  @Test
  void closesWithWhatWasSubmittedAndTakesNoMore() throws Exception {
    Swarm own = zproc.swarm(s -> s.workers(1));
    CompletableFuture<Integer> last = own.submit(TasksLauncher.square(4));
    own.close();
    assertThat(last.get()).isEqualTo(16);
    assertThatThrownBy(() -> own.submit(TasksLauncher.square(4)))
        .isInstanceOf(ContextClosedException.class);
    assertThat(own.report().workers())
        .allMatch(worker -> !ProcessHandle.of(worker.pid()).isPresent());
  }

  @Test
  void refusesAFunctionThatMakesNoCall() {
    assertThatThrownBy(() -> swarm.map(List.of(1), i -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has to return a call for each");
  }
}
