package dev.zproc.runtime;

import static dev.zproc.runtime.Tasks.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.SwarmFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
