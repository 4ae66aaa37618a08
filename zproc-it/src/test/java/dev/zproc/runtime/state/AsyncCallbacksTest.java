package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What hangs on the futures of asynchronous calls. */
class AsyncCallbacksTest extends StateTestBase {

  /** Has commits to the cookies wait, so that there is time to hang something on their futures. */
  private Turn hold() throws Exception {
    return get(here.takeTurn(List.of(KeyRange.single(Keys.key("bakery", "cookies")))));
  }

  @Test
  void whatHangsOnFuturesIsCalledInTheirOrderByOtherThreads() throws Exception {
    Turn turn = hold();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<String>> told = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      told.add(
          other
              .cookies()
              .async()
              .add(1)
              .thenApply(
                  sum -> {
                    order.add(sum);
                    return Thread.currentThread().getName();
                  }));
    }
    turn.end();
    for (CompletableFuture<String> thread : told) {
      assertThat(get(thread)).startsWith("zproc-callback-");
    }
    assertThat(order).hasSize(1_000).isSorted();
  }

  @Test
  void whatHangsOnAFutureMayWait() throws Exception {
    Turn turn = hold();
    CompletableFuture<Integer> blocking =
        other.cookies().async().add(1).thenApply(sum -> other.price().get() + sum);
    CompletableFuture<Integer> second = other.cookies().async().add(1);
    CompletableFuture<Integer> onTheNext =
        blocking.thenApply(sum -> second.thenApply(next -> next + sum).join());
    turn.end();
    assertThat(get(onTheNext)).isEqualTo(3 + 1 + 2);
  }

  @Test
  void whatBlocksHoldsUpNobody() throws Exception {
    CountDownLatch let = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(20);
    Turn turn = hold();
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(
            other
                .cookies()
                .async()
                .add(1)
                .thenRun(
                    () -> {
                      blocked.countDown();
                      awaitQuietly(let);
                    }));
      }
      CompletableFuture<Integer> last = other.cookies().async().add(1).thenApply(sum -> sum + 1);
      turn.end();
      assertThat(blocked.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(get(last)).isEqualTo(22);
      assertThat(all).noneMatch(Future::isDone);
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
  void allOfManyThatAreDone() throws Exception {
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Integer> one = other.cookies().async().add(1);
      CompletableFuture<Integer> two = other.cookies().async().add(1);
      assertThat(one.join() + two.join()).isEqualTo(4 * i + 3);
      assertThat(one).isDone();
      get(CompletableFuture.allOf(one, two));
    }
  }

  @Test
  void allOfManyThatNobodyHasLookedAt() throws Exception {
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Integer> one = other.cookies().async().get();
      CompletableFuture<Integer> two = other.cookies().async().get();
      while (!one.isDone() || !two.isDone()) {
        Thread.onSpinWait();
      }
      get(CompletableFuture.allOf(one, two));
      assertThat(one.join()).isEqualTo(two.join());
    }
  }

  @Test
  void whatIsHungOnWhileTheAnswerComesIsCalled() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      CompletableFuture<Integer> one = other.cookies().async().get();
      CompletableFuture<Integer> two = other.cookies().async().get();
      for (int n = i % 100; n > 0; n--) {
        Thread.onSpinWait();
      }
      CompletableFuture<Integer> sum = one.thenApply(found -> found).thenCombine(two, Integer::sum);
      assertThat(get(sum)).isEqualTo(0);
    }
  }
}
