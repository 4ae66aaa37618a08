package dev.zproc.runtime;

import static dev.zproc.runtime.Tasks.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.SwarmFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what is underway when a swarm is closed. */
@Timeout(60)
class SwarmCloseIT {

  private static final long FOR_EVER = 1_000_000;

  private static ZProc zproc;

  private final Swarm swarm = zproc.swarm(s -> s.workers(2));

  @BeforeAll
  static void open() {
    zproc = ZProc.open(o -> o.output(Output.DISCARD));
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  private void awaitResults(int count) {
    Awaitility.await().until(() -> swarm.report().done() >= count);
  }

  @Test
  void aMapOfAnotherThreadIsDoneFirst() throws Exception {
    List<Long> times = Collections.nCopies(40, 50L);
    CompletableFuture<List<Long>> map =
        CompletableFuture.supplyAsync(() -> swarm.map(times, TasksLauncher::sleep));
    awaitResults(1);
    swarm.close();
    assertThat(map.get(10, TimeUnit.SECONDS)).isEqualTo(times);
    assertThatThrownBy(() -> swarm.map(times, TasksLauncher::sleep))
        .isInstanceOf(ContextClosedException.class);
  }

  /** Most of its items are not even drawn when it is closed. */
  @Test
  void allItemsOfACollectionAreHandedOverFirst() throws Exception {
    List<Long> handedOver = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> all =
        CompletableFuture.runAsync(
            () ->
                swarm.forEach(
                    numbers(20_000),
                    TasksLauncher::square,
                    result -> handedOver.add((long) result.get())));
    awaitResults(1);
    swarm.close();
    all.get(10, TimeUnit.SECONDS);
    assertThat(handedOver).hasSize(20_000);
  }

  @Test
  void whatHasNoEndIsDoneAsFarAsItWasDrawn() throws Exception {
    AtomicInteger drawn = new AtomicInteger();
    AtomicInteger handedOver = new AtomicInteger();
    Iterable<Integer> endless = () -> Stream.generate(drawn::incrementAndGet).iterator();
    CompletableFuture<Void> all =
        CompletableFuture.runAsync(
            () ->
                swarm.forEach(
                    endless, i -> TasksLauncher.square(2), result -> handedOver.incrementAndGet()));
    awaitResults(1_000);
    swarm.close();
    assertThatThrownBy(() -> all.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SwarmFailedException.class)
        .hasMessageContaining("no more items are drawn, and some may be left");
    assertThat(handedOver).hasValue(drawn.get());
  }

  @Test
  void whatAStreamHasDrawnCanBeTakenAfterwards() throws Exception {
    Iterator<Long> each = swarm.stream(numbers(100_000), i -> TasksLauncher.sleep(20)).iterator();
    CompletableFuture.supplyAsync(each::next).get(30, TimeUnit.SECONDS);
    swarm.close();
    for (int i = 0; i < 8; i++) {
      assertThat(each.next()).isEqualTo(20);
    }
    assertThatThrownBy(
            () -> {
              while (each.hasNext()) {
                each.next();
              }
            })
        .isInstanceOf(SwarmFailedException.class)
        .hasMessageContaining("some may be left");
  }

  /** Which would wait for itself. */
  @Test
  void whatTheThreadItselfIsInTheMiddleOfIsNotWaitedFor() {
    AtomicInteger handedOver = new AtomicInteger();
    swarm.forEach(
        numbers(10),
        i -> TasksLauncher.sleep(i == 0 ? 1 : FOR_EVER),
        result -> {
          handedOver.incrementAndGet();
          swarm.close();
        });
    assertThat(handedOver).hasValue(10);
  }

  @Test
  void aStreamThatTheThreadHasLeftIsNotWaitedFor() {
    Iterator<Long> each =
        swarm.unordered(numbers(10), i -> TasksLauncher.sleep(i == 0 ? 1 : FOR_EVER)).iterator();
    assertThat(each.next()).isEqualTo(1);
    swarm.close();
  }

  @Test
  void aStopEndsTheWait() throws Exception {
    CompletableFuture<List<Long>> map =
        CompletableFuture.supplyAsync(() -> swarm.map(List.of(1L, FOR_EVER), TasksLauncher::sleep));
    awaitResults(1);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(swarm::close);
    Awaitility.await()
        .until(
            () -> {
              try {
                swarm.resize(2);
                return false;
              } catch (ContextClosedException closed) {
                return true;
              }
            });
    swarm.stop();
    closing.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> map.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SwarmFailedException.class);
  }

  /** The first says by the mouth of its consumer that all is to end, and so does the second. */
  @Test
  void twoThatCloseItFromTheirConsumersDoNotWaitForEachOther() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      callers.add(
          background(
              () ->
                  swarm.forEach(
                      numbers(3),
                      TasksLauncher::square,
                      result -> {
                        if (result.index() == 0) {
                          await(both);
                          swarm.close();
                        }
                      })));
    }
    for (CompletableFuture<Void> caller : callers) {
      caller.get(20, TimeUnit.SECONDS);
    }
  }

  private static CompletableFuture<Void> background(Runnable what) {
    return CompletableFuture.runAsync(what, task -> new Thread(task).start());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A source of three items and, once that is allowed, of one more. */
  private static final class Waiting implements Iterable<Integer>, Iterator<Integer> {
    final CountDownLatch more = new CountDownLatch(1);
    final AtomicInteger drawn = new AtomicInteger();
    private final boolean says;

    /**
     * Makes one.
     *
     * @param says whether it waits until it knows that there is one more, or says so before
     */
    Waiting(boolean says) {
      this.says = says;
    }

    @Override
    public Iterator<Integer> iterator() {
      return this;
    }

    private void await() {
      try {
        more.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean hasNext() {
      if (drawn.get() == 3 && says) {
        await();
      }
      return drawn.get() < 4;
    }

    @Override
    public Integer next() {
      if (drawn.get() == 3) {
        await();
      }
      return drawn.getAndIncrement();
    }
  }

  @Test
  void whatASourceThatWaitsHasGivenIsDone() throws Exception {
    Waiting source = new Waiting(true);
    AtomicInteger done = new AtomicInteger();
    CompletableFuture<Void> all =
        background(
            () ->
                swarm.forEach(
                    source,
                    TasksLauncher::square,
                    result -> done.addAndGet(result.isSuccess() ? 1 : 100)));
    Awaitility.await().until(() -> source.drawn.get() == 3);
    swarm.close();
    assertThat(swarm.report().done()).isEqualTo(3);
    source.more.countDown();
    assertThatThrownBy(() -> all.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SwarmFailedException.class)
        .hasMessageContaining("no more items are drawn, and some may be left");
    assertThat(done).hasValue(3);
    assertThat(source.drawn).as("drawn, the last one by nobody").hasValue(3);
  }

  /** It may be just about to be given when the swarm is closed, and else wait for ever. */
  @Test
  void whatASourceGivesTooLateFailsByName() throws Exception {
    Waiting source = new Waiting(false);
    List<TaskResult<Integer>> handedOver = new ArrayList<>();
    CompletableFuture<Void> all =
        background(() -> swarm.forEach(source, TasksLauncher::square, handedOver::add));
    Awaitility.await().until(() -> source.drawn.get() == 3);
    swarm.close();
    source.more.countDown();
    assertThatThrownBy(() -> all.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SwarmFailedException.class);
    assertThat(handedOver).filteredOn(TaskResult::isSuccess).hasSize(3);
    assertThat(handedOver)
        .filteredOn(result -> result.failure() != null)
        .singleElement()
        .satisfies(result -> assertThat(result.index()).isEqualTo(3));
  }

  @Test
  void aStopEndsWorkersThatACloseLetsEndInOrder(@TempDir Path folder) throws Exception {
    Path ending = folder.resolve("ending");
    try (Swarm own = zproc.swarm(s -> s.workers(1).stopTimeout(Duration.ofSeconds(60)))) {
      long pid = own.submit(TasksLauncher.lingering(ending.toString())).get();
      CompletableFuture<Void> closing = background(own::close);
      Awaitility.await().until(() -> Files.exists(ending));
      own.stop();
      closing.get(20, TimeUnit.SECONDS);
      assertThat(ProcessHandle.of(pid)).isEmpty();
    }
  }

  /** As with {@code submit}, where the moment is shorter. What is refused is behind all others. */
  @Test
  void whatIsSharedMeanwhileIsRefusedOrDone() throws Exception {
    AtomicInteger accepted = new AtomicInteger();
    CountDownLatch some = new CountDownLatch(20);
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(
          background(
              () -> {
                while (true) {
                  swarm.share(TasksLauncher.sleep(5));
                  accepted.incrementAndGet();
                  some.countDown();
                }
              }));
    }
    some.await();
    swarm.close();
    for (CompletableFuture<Void> caller : callers) {
      assertThatThrownBy(() -> caller.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ContextClosedException.class);
    }
    assertThat(swarm.report().done()).isEqualTo(accepted.get());
  }
}
