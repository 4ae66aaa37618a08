package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChildEventsTest {

  private final ChildEvents events = new ChildEvents();

  /** Runs what it is given when the test says so. */
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private final Collector subscriber = new Collector();

  @Test
  void tellsWhatHappensFromTheSubscriptionOnInOrder() {
    events.accept(waiting(1));
    events.publisher(tasks::add).subscribe(subscriber);
    events.accept(running(1));
    events.accept(exited(1));
    events.accept(ended(1));
    subscriber.atOnce = Long.MAX_VALUE;
    runAll();

    assertThat(subscriber.names()).containsExactly("Running", "Exited", "Ended");
    assertThat(subscriber.got.get(1))
        .isInstanceOfSatisfying(
            ChildEvent.Exited.class,
            exited -> {
              assertThat(exited.child()).isEqualTo("bake");
              assertThat(exited.attempt()).isEqualTo(1);
              assertThat(exited.pid()).isEqualTo(4711);
              assertThat(exited.end()).isEqualTo(new ChildEnd.OutOfMemory());
              assertThat(exited.time())
                  .isAfterOrEqualTo(((ChildEvent.Running) subscriber.got.get(0)).time());
            });
  }

  @Test
  void tellsAsMuchAsWasAskedFor() {
    subscriber.atOnce = 2;
    events.publisher(tasks::add).subscribe(subscriber);
    for (int i = 1; i <= 5; i++) {
      events.accept(running(i));
    }
    runAll();
    assertThat(subscriber.got).hasSize(2);

    subscriber.subscription().request(1);
    runAll();
    assertThat(subscriber.attempts()).containsExactly(1, 2, 3);
  }

  @Test
  void keepsTheNewestForASlowSubscriberAndSaysHowManyItMissed() {
    events.publisher(tasks::add).subscribe(subscriber);
    runAll();
    for (int i = 1; i <= EventDelivery.KEPT + 10; i++) {
      events.accept(running(i));
    }
    subscriber.subscription().request(2);
    runAll();
    events.accept(running(9_999)); // there is room again for one only
    events.accept(running(10_000));
    subscriber.subscription().request(Long.MAX_VALUE);
    runAll();

    assertThat(subscriber.got.get(0))
        .isInstanceOfSatisfying(
            ChildEvent.Missed.class, gap -> assertThat(gap.count()).isEqualTo(10));
    assertThat(subscriber.attempts().get(0)).isEqualTo(11);
    assertThat(subscriber.got.get(2))
        .isInstanceOfSatisfying(
            ChildEvent.Missed.class, gap -> assertThat(gap.count()).isEqualTo(1));
    assertThat(subscriber.attempts()).hasSize(EventDelivery.KEPT + 1).isSorted().endsWith(10_000);
  }

  @Test
  void isCompleteWhenTheContextIsClosedAndAllIsTold() {
    events.publisher(tasks::add).subscribe(subscriber);
    events.accept(running(1));
    events.close();
    runAll();
    assertThat(subscriber.completed).isFalse();

    subscriber.subscription().request(1);
    runAll();
    assertThat(subscriber.completed).isTrue();

    Collector late = new Collector();
    events.publisher(tasks::add).subscribe(late);
    runAll();
    assertThat(late.completed).isTrue();
  }

  @Test
  void tellsNothingMoreAfterACancel() {
    subscriber.atOnce = Long.MAX_VALUE;
    events.publisher(tasks::add).subscribe(subscriber);
    events.accept(running(1));
    runAll();
    subscriber.subscription().cancel();
    events.accept(running(2));
    events.close();
    runAll();

    assertThat(subscriber.got).hasSize(1);
    assertThat(subscriber.completed).isFalse();
  }

  @Test
  void refusesADemandOfNothing() {
    events.publisher(tasks::add).subscribe(subscriber);
    runAll();
    subscriber.subscription().request(0);
    runAll();

    assertThat(subscriber.failure).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isHeldUpByNoSubscriber() {
    Executor shut =
        task -> {
          throw new RejectedExecutionException();
        };
    events.publisher(shut).subscribe(subscriber);
    Collector throwing =
        new Collector() {
          @Override
          public void onNext(ChildEvent event) {
            throw new AssertionError("of a test");
          }
        };
    throwing.atOnce = 1;
    events.publisher(tasks::add).subscribe(throwing);
    Collector good = new Collector();
    good.atOnce = 1;
    events.publisher(tasks::add).subscribe(good);
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    AtomicInteger uncaught = new AtomicInteger();
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.incrementAndGet());
    try {
      events.accept(running(1));
      runAll();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }

    assertThat(good.got).hasSize(1);
    assertThat(uncaught).hasValue(1);
    assertThat(throwing.failure).hasMessage("of a test");
    events.accept(running(2));
    assertThat(tasks).hasSize(1); // the good one's
  }

  @Test
  void losesNothingBetweenManyThreads() {
    int count = EventDelivery.KEPT; // as many as are kept, so that there is no gap
    subscriber.atOnce = 1;
    subscriber.andThen = 1;
    events.publisher(ForkJoinPool.commonPool()).subscribe(subscriber);
    for (int i = 1; i <= count; i++) {
      events.accept(running(i));
    }
    events.close();

    await().until(() -> subscriber.completed);
    assertThat(subscriber.attempts()).hasSize(count).isSorted().doesNotHaveDuplicates();
  }

  private void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private static ChildEvent waiting(int attempt) {
    return new ChildEvent.Waiting(Instant.now(), "bake", attempt, 4711);
  }

  private static ChildEvent running(int attempt) {
    return new ChildEvent.Running(Instant.now(), "bake", attempt, 4711);
  }

  private static ChildEvent exited(int attempt) {
    return new ChildEvent.Exited(Instant.now(), "bake", attempt, 4711, new ChildEnd.OutOfMemory());
  }

  private static ChildEvent ended(int attempt) {
    return new ChildEvent.Ended(Instant.now(), "bake", attempt, new ChildEnd.OutOfMemory());
  }

  /** Keeps what it is told. */
  static class Collector implements Flow.Subscriber<ChildEvent> {

    final List<ChildEvent> got = new CopyOnWriteArrayList<>();
    volatile boolean completed;
    volatile @Nullable Throwable failure;
    long atOnce;
    long andThen;
    private volatile Flow.@Nullable Subscription subscription;

    Flow.Subscription subscription() {
      Flow.Subscription known = subscription;
      assertThat(known).isNotNull();
      return known;
    }

    List<String> names() {
      return got.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    List<Integer> attempts() {
      return got.stream()
          .filter(ChildEvent.Running.class::isInstance)
          .map(event -> ((ChildEvent.Running) event).attempt())
          .toList();
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
      subscription = made;
      if (atOnce > 0) {
        made.request(atOnce);
      }
    }

    @Override
    public void onNext(ChildEvent event) {
      got.add(event);
      if (andThen > 0) {
        subscription().request(andThen);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }
}
