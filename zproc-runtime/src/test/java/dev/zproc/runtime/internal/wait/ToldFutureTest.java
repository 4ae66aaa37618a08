package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ToldFutureTest {

  private final CompletableFuture<Integer> source = new CompletableFuture<>();
  private final ToldFuture<String> future = ToldFuture.of(source, Integer::toHexString);

  @Test
  void whoeverLooksSeesTheEndAtOnceHoweverLongTheOthersTake() throws Exception {
    CountDownLatch let = new CountDownLatch(1);
    CompletableFuture<String> name =
        future.thenApply(
            value -> {
              awaitUninterrupted(let);
              return Thread.currentThread().getName();
            });
    assertThat(future).isNotDone();
    assertThat(future.getNow("none")).isEqualTo("none");
    assertThatThrownBy(future::resultNow).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
    source.complete(255);
    assertThat(future.isDone()).isTrue();
    assertThat(future.isCompletedExceptionally()).isFalse();
    assertThat(future.getNow("none")).isEqualTo("ff");
    assertThat(future.get()).isEqualTo("ff");
    assertThat(future.get(0, TimeUnit.SECONDS)).isEqualTo("ff");
    assertThat(future.join()).isEqualTo("ff");
    assertThat(future.resultNow()).isEqualTo("ff");
    assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
    assertThat(name.isDone()).isFalse();
    let.countDown();
    assertThat(name.get(20, TimeUnit.SECONDS)).startsWith("zproc-callback-");
  }

  @Test
  void whatFollowsManyFuturesIsCalledElsewhereToo() throws Exception {
    CompletableFuture<String> thread =
        CompletableFuture.allOf(future, new CompletableFuture<>().completeAsync(() -> 1))
            .thenApply(all -> Thread.currentThread().getName());
    source.complete(1);
    assertThat(thread.get(20, TimeUnit.SECONDS)).doesNotContain(Thread.currentThread().getName());
  }

  @Test
  void oneOfWhatIsOverIsOver() {
    source.complete(16);
    ToldFuture<String> late = ToldFuture.of(source, Integer::toHexString);
    assertThat(late.thenApply(value -> value + "!").getNow("none")).isEqualTo("10!");
  }

  @Test
  void failuresAreThoseOfAnyFuture() {
    ToldFuture<String> broken =
        ToldFuture.of(
            source,
            value -> {
              throw new IllegalStateException("broken");
            });
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    broken.whenComplete((value, failure) -> told.complete(failure));
    source.complete(1);
    assertThat(told.join()).isInstanceOf(IllegalStateException.class);
    assertThat(broken.isCompletedExceptionally()).isTrue();
    assertThatThrownBy(broken::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(broken::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(broken.exceptionNow()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(broken::resultNow).isInstanceOf(IllegalStateException.class);
    CompletableFuture<Integer> failed = new CompletableFuture<>();
    ToldFuture<Integer> follower = ToldFuture.of(failed, value -> value);
    failed.completeExceptionally(new IllegalArgumentException("no"));
    assertThatThrownBy(follower::get).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoeverEndsItFirstHasEndedIt() {
    assertThat(future.complete("mine")).isTrue();
    source.complete(1);
    assertThat(future.cancel(true)).isFalse();
    assertThat(future.completeExceptionally(new IllegalStateException())).isFalse();
    assertThat(future.join()).isEqualTo("mine");
    ToldFuture<Integer> second = ToldFuture.of(source, value -> value);
    assertThat(second.complete(7)).isFalse();
    assertThat(second.join()).isEqualTo(1);
  }

  @Test
  void itCanBeCancelledAndGivenUp() {
    CompletableFuture<String> heard = future.exceptionally(e -> e.getClass().getSimpleName());
    assertThat(future.cancel(true)).isTrue();
    assertThat(future.isCancelled()).isTrue();
    assertThat(heard.join()).isEqualTo("CancellationException");
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    assertThatThrownBy(future::resultNow).hasMessage("the future was cancelled");
    assertThatThrownBy(future::exceptionNow).hasMessage("the future was cancelled");
    ToldFuture<Integer> late = ToldFuture.of(source, value -> value);
    assertThatThrownBy(() -> late.orTimeout(1, TimeUnit.MILLISECONDS).get())
        .hasCauseInstanceOf(TimeoutException.class);
    ToldFuture<Integer> made = ToldFuture.of(source, value -> value);
    assertThat(made.completeOnTimeout(5, 1, TimeUnit.MILLISECONDS).join()).isEqualTo(5);
    ToldFuture<Integer> async = ToldFuture.of(source, value -> value);
    assertThat(async.completeAsync(() -> 6).join()).isEqualTo(6);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
