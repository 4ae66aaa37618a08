package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.DeepStack;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CallbackThreadsTest {

  private static final int MAX = 8;

  private final CallbackThreads threads = new CallbackThreads(MAX);

  @Test
  void aTaskThatBlocksHoldsUpNoOtherWithinTheBound() throws Exception {
    CountDownLatch let = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(MAX);
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 3 * MAX; i++) {
      threads.execute(
          () -> {
            running.countDown();
            awaitQuietly(let);
            done.incrementAndGet();
          });
    }
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(threads.isFull()).isTrue();
    assertThat(done.get()).isZero();
    CountDownLatch last = new CountDownLatch(1);
    threads.execute(last::countDown);
    let.countDown();
    assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tasksMayWaitForOthersHoweverManyDo() throws Exception {
    int all = 3 * MAX;
    CountDownLatch done = new CountDownLatch(all);
    for (int i = 0; i < all; i++) {
      threads.execute(
          () -> {
            CountDownLatch inner = new CountDownLatch(1);
            threads.execute(inner::countDown);
            awaitQuietly(inner);
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatCameEarlyIsCalledThoughOthersKeepComing() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch early = new CountDownLatch(1);
    try {
      for (int i = 0; i < MAX; i++) {
        threads.execute(() -> awaitQuietly(over));
      }
      for (int i = 0; i < 100; i++) {
        threads.execute(CallbackThreadsTest::takeAMoment);
      }
      threads.execute(early::countDown);
      keepComing(over);

      assertThat(early.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      over.countDown();
    }
  }

  /** As many as can be done, and a few more. */
  private void keepComing(CountDownLatch over) {
    if (over.getCount() > 0) {
      threads.execute(CallbackThreadsTest::takeAMoment);
      CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS).execute(() -> keepComing(over));
    }
  }

  private static void takeAMoment() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
  }

  @Test
  void tasksOneAfterAnotherShareAThread() throws Exception {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 1_000; i++) {
      CountDownLatch done = new CountDownLatch(1);
      threads.execute(
          () -> {
            seen.add(Thread.currentThread());
            done.countDown();
          });
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).hasSizeLessThanOrEqualTo(MAX).allMatch(Thread::isDaemon);
  }

  @Test
  void whatATaskThrowsIsToldAndEndsNothing() throws Exception {
    CountDownLatch told = new CountDownLatch(MAX * 2);
    CountDownLatch after = new CountDownLatch(1);
    for (int i = 0; i < 2 * MAX; i++) {
      threads.execute(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> told.countDown());
            throw new AssertionError("of a test");
          });
    }
    threads.execute(after::countDown);
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(after.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aStackThatOverflowsHoldsUpNoOther() throws Exception {
    int rounds = Boolean.getBoolean("zproc.full") ? 20_000 : 1_000;
    DeepStack stack = new DeepStack(20_261_130);
    AtomicInteger ran = new AtomicInteger();
    int added = 0;
    for (int i = 0; i < rounds; i++) {
      if (stack.run(() -> threads.execute(ran::incrementAndGet)) == null) {
        added++;
      }
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread other = new Thread(() -> threads.execute(() -> done.complete(null)));
      other.setDaemon(true); // it may wait for ever
      other.start();
      done.get(20, TimeUnit.SECONDS);
    }
    CountDownLatch all = new CountDownLatch(MAX);
    for (int i = 0; i < MAX; i++) {
      threads.execute(
          () -> {
            all.countDown();
            awaitQuietly(all);
          });
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (ran.get() < added && System.nanoTime() < end) {
      Thread.onSpinWait(); // the last may have been taken by a thread beyond the bound
    }
    assertThat(ran).as("what was added, and not what was refused").hasValue(added);
    assertThat(added).isLessThan(rounds);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
