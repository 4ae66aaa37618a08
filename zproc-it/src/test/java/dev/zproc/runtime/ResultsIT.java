package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a child returns arrives, whatever ends its process right after; and waits are exact. */
@ExtendWith(NoOrphans.class)
class ResultsIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");
  private static final int CHILDREN = FULL ? 1_000 : 24;
  private static final int AT_ONCE = 6;

  private static ZProc zproc;

  @BeforeAll
  static void open() {
    zproc = ZProc.open(options -> options.output(Output.DISCARD));
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  @Test
  void doneIsDoneForWhoeverLooks() {
    CountDownLatch let = new CountDownLatch(1);
    try {
      for (int i = 0; i < 4; i++) {
        Child<String> child = zproc.spawn(LeaversLauncher.leave("main", 10, 0));
        CompletableFuture<String> result = child.result();
        CompletableFuture<ChildEnd> exit = child.onExit();
        result.thenRun(() -> awaitQuietly(let));
        exit.thenRun(() -> awaitQuietly(let));
        String joined = child.join();
        assertThat(result.isDone()).isTrue();
        assertThat(result.join()).isEqualTo(joined);
        assertThat(exit.isDone()).isTrue();
        assertThat(exit.join()).isEqualTo(child.end());
        assertThat(child.result().isDone()).isTrue();
        assertThat(child.onExit().isDone()).isTrue();
      }
    } finally {
      let.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noResultIsLostHoweverHastilyItsProcessEnds() {
    String[] ways = {"main", "halt", "exit", "hook"};
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Deque<Child<String>> running = new ArrayDeque<>();
    List<Integer> sizes = new ArrayList<>();
    int checked = 0;
    for (int i = 0; i < CHILDREN; i++) {
      int size = random.nextInt(8) == 0 ? 3 << 20 : random.nextInt(200_000);
      sizes.add(size);
      running.add(zproc.spawn(LeaversLauncher.leave(ways[i % ways.length], size, 0)));
      if (running.size() == AT_ONCE || i == CHILDREN - 1) {
        do {
          Child<String> child = running.remove();
          assertThat(child.join())
              .as("seed %d, %s, exit code %s", seed, child, child.exitCode())
              .isEqualTo(Leavers.text(sizes.get(checked++)));
        } while (i == CHILDREN - 1 && !running.isEmpty());
      }
    }
    assertThat(checked).isEqualTo(CHILDREN);
  }

  @Test
  void aResultThatMayHaveBeenCutIsThereWholeOrSaidToBeMissing() {
    List<Child<String>> children = new ArrayList<>();
    for (int i = 0; i < (FULL ? 60 : 8); i++) {
      children.add(zproc.spawn(LeaversLauncher.leave("cut", 2 << 20, 3 * i)));
    }
    for (Child<String> child : children) {
      ChildEnd end = child.onExit().join();
      assertThat(end).isIn(new ChildEnd.Returned(), new ChildEnd.Exited(9, false));
      if (end.isSuccess()) {
        assertThat(child.join()).isEqualTo(Leavers.text(2 << 20));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "nagging"})
  void arrivesAlthoughTheMethodHasLeftTroubleBehind(String how) {
    assertThat(zproc.spawn(LeaversLauncher.leave(how, 100_000, 0)).join())
        .isEqualTo(Leavers.text(100_000));
  }

  @Test
  void aTimedJoinNeverEndsEarlyHoweverOftenItsThreadIsWoken() throws Exception {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
    Thread joiner = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean();
    Thread waker =
        new Thread(
            () -> {
              while (!over.get()) {
                LockSupport.unpark(joiner); // a spurious wake-up is just this
                Thread.onSpinWait();
              }
            });
    waker.start();
    try {
      for (Duration timeout :
          List.of(
              Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(40), Duration.ofMillis(700))) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> child.join(timeout)).isInstanceOf(WaitTimeoutException.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
      }
    } finally {
      over.set(true);
      waker.join();
      child.kill();
    }
  }

  @Test
  void anInterruptEndsOneJoinAndTheNextHasADeadlineOfItsOwn() throws Exception {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
    CompletableFuture<Integer> interrupted = new CompletableFuture<>();
    Thread joiner =
        new Thread(
            () -> {
              int times = 0;
              while (times < 200) {
                try {
                  child.join(Duration.ofDays(1_000_000_000));
                } catch (WaitInterruptedException e) {
                  times += Thread.interrupted() ? 1 : 1_000;
                }
              }
              interrupted.complete(times);
            });
    joiner.start();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              joiner.interrupt();
              return interrupted.isDone();
            });

    assertThat(interrupted).isCompletedWithValue(200);
    assertThat(child.isAlive()).isTrue();
    long start = System.nanoTime();
    assertThatThrownBy(() -> child.join(Duration.ofMillis(300)))
        .isInstanceOf(WaitTimeoutException.class);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
    child.kill();
    joiner.join();
  }

  @Test
  void allWhoJoinGetTheResult() {
    Child<String> child = zproc.spawn(LeaversLauncher.leave("main", 50_000, 0));
    List<CompletableFuture<String>> joins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      joins.add(CompletableFuture.supplyAsync(() -> child.join(Duration.ofSeconds(60))));
      joins.add(child.result());
    }

    assertThat(joins).allSatisfy(join -> assertThat(join.join()).hasSize(50_000));
  }
}
