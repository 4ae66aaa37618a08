package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PublisherTest extends StateTestBase {

  private class Collector implements Flow.Subscriber<Change<Bakery>> {
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final BlockingQueue<Integer> values = new LinkedBlockingQueue<>();
    final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription made) {
      subscription.complete(made);
    }

    @Override
    public void onNext(Change<Bakery> change) {
      values.add(change.value(bakery.cookies()));
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(failure.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      end.complete("complete");
    }
  }

  @Test
  void noMoreIsDeliveredThanWasRequested() throws Exception {
    Collector collector = new Collector();
    bakery.watch(bakery.cookies()).limit(5).publisher().subscribe(collector);
    for (int i = 1; i <= 6; i++) {
      other.cookies().set(i);
    }
    Flow.Subscription subscription = get(collector.subscription);
    subscription.request(2);
    assertThat(collector.values.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(collector.values.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(collector.values.poll(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    subscription.request(10);
    assertThat(get(collector.end)).isEqualTo("complete");
    assertThat(List.copyOf(collector.values)).containsExactly(3, 4, 5);
    awaitWaiting(0);
  }

  @Test
  void aLivePublisherDeliversTheNewestOnly() throws Exception {
    Collector collector = new Collector();
    bakery.watch(bakery.cookies()).live().publisher().subscribe(collector);
    follows(collector, 600); // more than the window
    get(collector.subscription).cancel();
    awaitWaiting(0);
  }

  /** Requests one change after the other, until it is up to date. */
  private void follows(Collector collector, int last) throws Exception {
    awaitWaiting(1);
    Flow.Subscription subscription = get(collector.subscription);
    for (int i = 1; i <= last; i++) {
      other.cookies().set(i);
    }
    int seen = 0;
    int looks = 0;
    while (seen < last) {
      assertThat(collector.values).isEmpty();
      subscription.request(1);
      int next = take(collector);
      assertThat(next).isGreaterThan(seen);
      seen = next;
      looks++;
    }
    assertThat(looks).isLessThan(last / 2);
    other.cookies().set(-1);
    subscription.request(2);
    assertThat(take(collector)).isEqualTo(-1);
    other.cookies().set(-2);
    assertThat(take(collector)).isEqualTo(-2);
  }

  private static int take(Collector collector) throws InterruptedException {
    Integer value = collector.values.poll(20, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return value;
  }

  @Test
  void aLivePublisherBeginsWhenItIsSubscribedTo() throws Exception {
    BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    Collector collector = new Collector();
    other.cookies().set(-1);
    bakery.watch(bakery.cookies()).live().publisher(held::add).subscribe(collector);
    other.cookies().set(1);
    run(held);
    get(collector.subscription).request(1);
    while (collector.values.isEmpty()) {
      run(held);
    }
    assertThat(take(collector)).isEqualTo(1);
    for (int i = 2; i <= 50; i++) {
      CompletableFuture<Change<Bakery>> first = bakery.watch(bakery.cookies()).live().first();
      other.cookies().set(i);
      assertThat(get(first).value(bakery.cookies())).isEqualTo(i);
    }
  }

  @Test
  void whoSubscribesToALivePublisherOfADeadServerIsTold() throws Exception {
    store.die();
    Collector collector = new Collector();
    bakery.watch(bakery.cookies()).live().publisher().subscribe(collector);
    assertThat(get(collector.end)).isEqualTo("ContextClosedException");
  }

  @Test
  void aLivePublisherEndsAtItsLimit() throws Exception {
    Collector collector = new Collector();
    other.cookies().set(-1);
    bakery.watch(bakery.cookies()).live().limit(1).publisher().subscribe(collector);
    get(collector.subscription).request(5);
    other.cookies().set(1);
    assertThat(get(collector.end)).isEqualTo("complete");
    assertThat(collector.values).containsExactly(1);
    awaitWaiting(0);
  }

  @Nested
  class WithAShortHistory extends StateTestBase {
    @Override
    Backend store() {
      return PublisherTest.this.store(StoreLimits.defaults().withHistory(5, 1 << 20));
    }

    @Test
    void aLivePublisherThatFallsBehindGoesOn() throws Exception {
      LinkedBlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
      LinkedBlockingQueue<Integer> values = new LinkedBlockingQueue<>();
      bakery
          .watch(bakery.cookies())
          .live()
          .publisher(held::add)
          .subscribe(
              new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription made) {
                  made.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(Change<Bakery> change) {
                  values.add(change.value(bakery.cookies()));
                }

                @Override
                public void onError(Throwable failure) {
                  values.add(-1);
                }

                @Override
                public void onComplete() {}
              });
      held.take().run();
      awaitWaiting(1);
      for (int i = 1; i <= 1000; i++) { // far over window and history, while nobody runs
        other.cookies().set(i);
      }
      awaitWaiting(0); // it is gone
      int seen = 0;
      while (seen < 1000) {
        Runnable task = held.poll(20, TimeUnit.SECONDS);
        assertThat(task).isNotNull();
        task.run();
        for (Integer next = values.poll(); next != null; next = values.poll()) {
          assertThat(next).isGreaterThan(seen);
          seen = next;
        }
      }
    }
  }

  @Test
  void theEndOfTheServerIsAnError() throws Exception {
    Collector collector = new Collector();
    other.watch().publisher().subscribe(collector);
    get(collector.subscription).request(1);
    awaitWaiting(1);
    store.die();
    assertThat(get(collector.end)).isEqualTo("ServerGoneException");
  }

  @Test
  void aSubscriberThatThrowsAnErrorIsCancelledAndTold() throws Exception {
    BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    Collector collector =
        new Collector() {
          @Override
          public void onNext(Change<Bakery> change) {
            super.onNext(change);
            throw new AssertionError("of a test");
          }
        };
    bakery.watch().publisher(tasks::add).subscribe(collector);
    run(tasks);
    get(collector.subscription).request(Long.MAX_VALUE);
    run(tasks);
    awaitWaiting(1);
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, e) -> {
              uncaught.complete(e);
              throw new IllegalStateException("one that throws itself");
            });
    try {
      other.cookies().set(1);
      other.cookies().set(2);
      run(tasks);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    assertThat(get(collector.end)).isEqualTo("AssertionError");
    assertThat(get(uncaught)).hasMessage("of a test");
    awaitWaiting(0);
    assertThat(List.copyOf(collector.values)).containsExactly(1);
  }

  private static void run(BlockingQueue<Runnable> tasks) throws InterruptedException {
    Runnable task = tasks.poll(20, TimeUnit.SECONDS);
    assertThat(task).isNotNull();
    for (; task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void anExecutorThatTakesNoMoreEndsTheWatch() throws Exception {
    AtomicBoolean shut = new AtomicBoolean();
    Collector collector = new Collector();
    bakery
        .watch()
        .publisher(
            task -> {
              if (shut.get()) {
                throw new LinkageError("of a test");
              }
              task.run();
            })
        .subscribe(collector);
    get(collector.subscription).request(Long.MAX_VALUE);
    awaitWaiting(1);
    shut.set(true);
    other.cookies().set(1);
    awaitWaiting(0);
  }

  @Test
  void cancellingClosesTheWatch() throws Exception {
    Collector collector = new Collector();
    bakery.watch().publisher().subscribe(collector);
    get(collector.subscription).request(Long.MAX_VALUE);
    awaitWaiting(1);
    get(collector.subscription).cancel();
    awaitWaiting(0);
  }
}
