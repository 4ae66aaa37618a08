package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Waits as futures. */
class AsyncWaitTest extends StateTestBase {

  @Test
  void aFutureCompletesWithTheStateOfTheFirstMatch() throws Exception {
    List<CompletableFuture<Bakery>> futures =
        List.of(
            bakery.awaitAsync(bakery.cookies().atLeast(5)),
            bakery.awaitAsync(b -> b.cookies() >= 5));
    awaitWaiting(2);
    assertThat(futures).noneMatch(CompletableFuture::isDone);
    other.cookies().set(6);
    other.cookies().set(0);
    for (CompletableFuture<Bakery> future : futures) {
      assertThat(get(future).cookies()).isEqualTo(6);
    }
    awaitWaiting(0);
    assertThat(bakery.meta().horizon()).isGreaterThan(bakery.meta().birth());
  }

  @Test
  void manyFuturesNeedNoThreads() throws Exception {
    List<CompletableFuture<Bakery>> futures = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      futures.add(bakery.awaitAsync(bakery.cookies().equalTo(i)));
    }
    awaitWaiting(1000);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("zproc-await"));
    for (int i = 1; i <= 1000; i++) {
      other.cookies().set(i);
    }
    for (int i = 1; i <= 1000; i++) {
      assertThat(get(futures.get(i - 1)).cookies()).isEqualTo(i);
    }
    awaitWaiting(0);
  }

  @Test
  void whatHangsOnAFutureMayBlock() throws Exception {
    CompletableFuture<Integer> future =
        bakery.awaitAsync(bakery.cookies().atLeast(1)).thenApply(b -> bakery.cookies().add(1));
    CompletableFuture<Integer> change =
        bakery.watch(bakery.price()).first().thenApply(c -> bakery.price().add(1));
    other.cookies().set(1);
    other.price().set(7);
    assertThat(get(future)).isEqualTo(2);
    assertThat(get(change)).isEqualTo(8);
  }

  @Test
  void aCommonPoolThatIsBusyHoldsUpNothing() throws Exception {
    CountDownLatch let = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() + 1; i++) {
      ForkJoinPool.commonPool().execute(() -> awaitQuietly(let));
    }
    try {
      CompletableFuture<Integer> future =
          bakery.awaitAsync(bakery.cookies().atLeast(1)).thenApply(Bakery::cookies);
      CompletableFuture<Integer> second =
          bakery.awaitAsync(b -> b.cookies() > 0).thenApply(Bakery::cookies);
      CompletableFuture<Change<Bakery>> change = bakery.watch(bakery.cookies()).first();
      other.cookies().set(4);
      assertThat(get(future)).isEqualTo(4);
      assertThat(get(second)).isEqualTo(4);
      assertThat(get(change).value(bakery.cookies())).isEqualTo(4);
    } finally {
      let.countDown();
    }
  }

  @Test
  void whatBlocksHoldsUpNobodyElse() throws Exception {
    CountDownLatch let = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(20);
    try {
      for (int i = 0; i < 20; i++) {
        bakery
            .awaitAsync(bakery.cookies().atLeast(1))
            .thenRun(
                () -> {
                  blocked.countDown();
                  awaitQuietly(let);
                });
      }
      other.cookies().set(1);
      assertThat(blocked.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Integer> free =
          bakery.awaitAsync(bakery.cookies().atLeast(2)).thenApply(Bakery::cookies);
      other.cookies().set(2);
      assertThat(get(free)).isEqualTo(2);
    } finally {
      let.countDown();
    }
  }

  @Test
  void whatWasSeenToHoldIsDone() {
    for (int i = 1; i <= 200; i++) {
      CompletableFuture<Bakery> future = other.awaitAsync(other.cookies().atLeast(i));
      bakery.cookies().set(i);
      other.await(other.cookies().atLeast(i));
      assertThat(future.isDone()).as("the %sth", i).isTrue();
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
  void cancellingEndsTheWait() throws Exception {
    List<CompletableFuture<?>> futures =
        List.of(
            bakery.awaitAsync(bakery.cookies().atLeast(5)),
            bakery.awaitAsync(b -> b.cookies() >= 5),
            bakery.watch().first(),
            bakery.awaitAsync(bakery.cookies().atLeast(6)).orTimeout(1, TimeUnit.MILLISECONDS));
    assertThatThrownBy(() -> get(futures.get(3))).hasCauseInstanceOf(TimeoutException.class);
    awaitWaiting(3);
    futures.forEach(future -> future.cancel(true));
    awaitWaiting(0);
  }

  @Test
  void theFirstChangeIsAFuture() throws Exception {
    bakery.cookies().set(1);
    CompletableFuture<Change<Bakery>> first =
        bakery.watch().except(bakery.price()).excludeOwn().first();
    other.price().set(4);
    assertThat(first).isNotDone();
    other.cookies().set(2);
    other.cookies().set(3);
    Change<Bakery> change = get(first);
    assertThat(change.value(bakery.cookies())).isEqualTo(2);
    assertThat(change.previous(bakery.cookies())).isEqualTo(1);
    awaitWaiting(0);
  }

  @Test
  void aDyingServerFailsFutures() throws Exception {
    List<CompletableFuture<?>> futures =
        List.of(
            other.awaitAsync(other.cookies().atLeast(5)),
            other.awaitAsync(b -> b.cookies() >= 5),
            other.watch().first());
    awaitWaiting(3);
    store.die();
    for (CompletableFuture<?> future : futures) {
      assertThatThrownBy(() -> get(future)).hasCauseInstanceOf(ServerGoneException.class);
    }
  }

  @Nested
  class WithAShortHistory extends StateTestBase {
    @Override
    Backend store() {
      return AsyncWaitTest.this.store(StoreLimits.defaults().withHistory(5, 1 << 20));
    }

    @Test
    void aFutureBeginsAtTheNewestRevisionWhereTheHorizonIsGone() throws Exception {
      for (int i = 1; i <= 20; i++) {
        other.cookies().set(i);
      }
      assertThat(get(bakery.fork().awaitAsync(bakery.cookies().atLeast(1))).cookies())
          .isEqualTo(20);
      assertThat(get(bakery.fork().awaitAsync(b -> b.cookies() > 0)).cookies()).isEqualTo(20);
      assertThatThrownBy(() -> get(bakery.watch().first()))
          .hasCauseInstanceOf(HistoryGoneException.class);
    }
  }
}
