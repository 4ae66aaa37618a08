package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.CountingEngine;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.ProxiedBackend;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What things cost, in requests to the server and in bytes of its answers. */
class RoundTripsTest {

  private final ProxiedBackend backend = new ProxiedBackend(StoreLimits.defaults());
  private final CountingEngine engine = new CountingEngine(backend.newSession());
  private final BakeryState bakery = Bakeries.of(engine);
  private final BakeryState other = Bakeries.of(backend.newSession());

  @AfterEach
  void close() {
    backend.close();
  }

  private int cost(Runnable work) {
    int before = engine.asked().get();
    work.run();
    return engine.asked().get() - before;
  }

  @Test
  void whatIsCommonTakesOneRoundTrip() {
    Order order = Order.of("Ann", 1);
    List<Runnable> all =
        List.of(
            () -> bakery.cookies().get(),
            () -> bakery.cookies().set(1),
            () -> bakery.cookies().add(1),
            () -> bakery.cookies().getAndSet(4),
            () -> bakery.cookies().compareAndSet(4, 5),
            () -> bakery.cookies().compareAndSet(4, 6),
            () -> bakery.cookies().accumulateMin(3),
            () -> bakery.cookies().accumulateMax(9),
            () -> bakery.sold().accumulateMin(-3),
            () -> bakery.sold().accumulateMax(9),
            () -> bakery.weight().accumulateMin(-0.5),
            () -> bakery.weight().accumulateMax(9.5),
            () -> bakery.cookies().remove(),
            () -> bakery.cookies().exists(),
            () -> bakery.cookies().revision(),
            () -> bakery.size().getAndSet(Size.BIG),
            () -> bakery.last().getAndSet(order),
            () -> bakery.names().append("choc"),
            () -> bakery.names().append("mint", 1),
            () -> bakery.names().getAndSet(List.of("a")),
            () -> bakery.orders().put("Ann", order),
            () -> bakery.orders().put("Ann", order),
            () -> bakery.orders().putIfAbsent("Ann", order),
            () -> bakery.orders().putIfAbsent("Bob", order),
            () -> bakery.orders().remove("Bob"),
            () -> bakery.orders().remove("Bob"),
            () -> bakery.orders().get("Ann"),
            () -> bakery.orders().containsKey("Ann"),
            () -> bakery.orders().size(),
            () -> bakery.snapshot(),
            () -> bakery.clear());
    for (int i = 0; i < all.size(); i++) {
      assertThat(cost(all.get(i))).as("the %sth", i).isEqualTo(1);
    }
  }

  @Test
  void whatReadsFirstTakesTwo() {
    assertThat(cost(() -> bakery.cookies().update(cookies -> cookies + 1))).isEqualTo(2);
    assertThat(cost(() -> bakery.atomically(b -> b.cookies(b.cookies() + 1)))).isEqualTo(2);
    assertThat(cost(() -> bakery.names().compareAndSet(List.of(), List.of("a")))).isEqualTo(2);
    assertThat(cost(() -> bakery.orders().compute("x", (k, v) -> Order.of("x", 1)))).isEqualTo(2);
    // A write alone needs no read.
    assertThat(cost(() -> bakery.atomically(b -> b.cookies(1)))).isEqualTo(1);
  }

  @Test
  void manyEntriesTakeAFew() {
    Map<String, Order> many = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      many.put("k" + i, Order.of("x", i));
    }
    assertThat(cost(() -> bakery.orders().putAll(many))).isLessThanOrEqualTo(4);
    assertThat(other.orders()).isEqualTo(many);
    assertThat(other.orders()).hasSize(5_000);
    assertThat(cost(() -> bakery.orders().replaceAll((k, v) -> Order.of("y", 1))))
        .isLessThanOrEqualTo(5);
    assertThat(new HashSet<>(other.orders().values())).containsExactly(Order.of("y", 1));
    List<String> some = new ArrayList<>(many.keySet()).subList(0, 2_500);
    assertThat(cost(() -> assertThat(bakery.orders().keySet().removeAll(some)).isTrue()))
        .isLessThanOrEqualTo(3);
    assertThat(bakery.orders().keySet().removeAll(some)).isFalse();
    assertThat(other.orders()).hasSize(2_500).doesNotContainKey(some.get(0));
    assertThat(cost(() -> bakery.orders().keySet().removeIf(key -> key.endsWith("1"))))
        .isLessThanOrEqualTo(4);
    assertThat(cost(() -> bakery.orders().values().retainAll(List.of(Order.of("z", 1)))))
        .isLessThanOrEqualTo(5);
    assertThat(other.orders()).isEmpty();
    assertThat(other.orders().size()).isZero();
  }

  @Test
  void manyEntriesAreLookedForAtOnce() {
    Map<String, Order> many = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      many.put("k" + i, Order.of("x", i));
    }
    assertThat(
            cost(() -> assertThat(bakery.orders().keySet().containsAll(many.keySet())).isFalse()))
        .isLessThanOrEqualTo(3);
    other.orders().putAll(many);
    long before = other.meta().newestRevision();

    assertThat(cost(() -> assertThat(bakery.orders().keySet().containsAll(many.keySet())).isTrue()))
        .isLessThanOrEqualTo(3);
    assertThat(
            cost(
                () -> assertThat(bakery.orders().entrySet().containsAll(many.entrySet())).isTrue()))
        .isLessThanOrEqualTo(3);
    assertThat(cost(() -> assertThat(bakery.orders().values().containsAll(many.values())).isTrue()))
        .isEqualTo(1);
    assertThat(cost(() -> assertThat(bakery.orders().equals(many)).isTrue())).isEqualTo(2);
    assertThat(cost(() -> assertThat(bakery.orders().keySet().equals(many.keySet())).isTrue()))
        .isLessThanOrEqualTo(4);
    assertThat(other.meta().newestRevision()).isEqualTo(before);

    many.put("k7", Order.of("another", 7));
    assertThat(bakery.orders().entrySet().containsAll(many.entrySet())).isFalse();
    assertThat(bakery.orders().values().containsAll(many.values())).isFalse();
    many.put("none", Order.of("x", 7));
    assertThat(bakery.orders().keySet().containsAll(many.keySet())).isFalse();
    assertThat(bakery.orders().keySet().containsAll(List.of("k1", 2))).isFalse();
    assertThat(bakery.orders().entrySet().containsAll(List.of("k1", "k2"))).isFalse();
    assertThat(bakery.orders().keySet().containsAll(List.of())).isTrue();
  }

  @Test
  void aDraftAsksForManyEntriesAtOnceToo() {
    Map<String, Order> many = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      many.put("k" + i, Order.of("x", i));
    }
    bakery.atomically(b -> b.orders().putAll(many));
    assertThat(other.orders()).isEqualTo(many).hasSize(2_000);
    assertThat(engine.most().get()).isGreaterThan(10);

    engine.most().set(0);
    bakery.atomically(
        b -> {
          assertThat(b.orders().keySet().containsAll(many.keySet())).isTrue();
          b.orders().keySet().removeAll(many.keySet());
          assertThat(b.orders()).isEmpty();
        });
    assertThat(other.orders()).isEmpty();
    assertThat(engine.most().get()).isGreaterThan(10);
  }

  /** What a change of two keys at a time does, and to another key between any two of them. */
  private void bake(int changes) {
    for (int i = 1; i <= changes; i++) {
      int cookies = i;
      other.atomically(
          b -> {
            b.cookies(cookies);
            b.price(cookies * 2);
            b.orders().put("k" + cookies % 10, Order.of("x", cookies));
          });
      other.names().set(List.of("n" + i));
      other.orders().remove("k" + i % 3);
    }
  }

  private static void check(Bakery then, int i) {
    assertThat(then.cookies()).isEqualTo(i);
    assertThat(then.price()).isEqualTo(2 * i);
    assertThat(then.names()).isEqualTo(i == 1 ? List.of() : List.of("n" + (i - 1)));
    assertThat(then.orders().get("k" + i % 10)).isEqualTo(Order.of("x", i));
  }

  @Test
  void snapshotsInALoopOverAWatchAreMadeOfWhatHasArrived() {
    int changes = 200;
    try (Watch<Bakery> watch = bakery.watch(bakery.cookies()).open()) {
      bake(changes);
      int before = engine.asked().get();
      Change<Bakery> first = watch.next();
      check(first.snapshot(), 1);
      for (int i = 2; i <= changes; i++) {
        check(watch.next().snapshot(), i);
      }
      assertThat(engine.asked().get() - before).isLessThan(changes / 4);
      // Out of order it is as right, at the price of a round trip.
      assertThat(cost(() -> check(first.snapshot(), 1))).isEqualTo(1);
      assertThat(backend.openWatches()).isEqualTo(2);
    }
    await().until(() -> backend.openWatches() == 0); // nobody answers who says that it is closed
  }

  @Test
  void snapshotsOfWhatWroteTheSameAgainAreRight() {
    try (Watch<Bakery> watch = bakery.watch(bakery.cookies()).includeIdentical().open()) {
      for (int i = 1; i <= 20; i++) {
        other.cookies().set(7);
        other.price().set(i);
      }
      for (int i = 1; i <= 20; i++) {
        Bakery then = watch.next().snapshot();
        assertThat(then.cookies()).isEqualTo(7);
        assertThat(then.price()).isEqualTo(i == 1 ? 3 : i - 1);
      }
    }
  }

  @Test
  void snapshotsOfAPublisherAreFollowedToo() throws Exception {
    int changes = 200;
    List<Bakery> then = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch complete = new CountDownLatch(1);
    bakery
        .watch(bakery.cookies())
        .limit(changes)
        .publisher()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(Change<Bakery> change) {
                then.add(change.snapshot());
              }

              @Override
              public void onError(Throwable failure) {
                complete.countDown();
              }

              @Override
              public void onComplete() {
                complete.countDown();
              }
            });
    bake(changes);
    assertThat(complete.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(then).hasSize(changes);
    for (int i = 1; i <= changes; i++) {
      check(then.get(i - 1), i);
    }
    await().until(() -> backend.openWatches() == 0); // nobody answers who says that it is closed
  }

  @Test
  void snapshotsOfHistoryAreReadOnce() {
    long from = bakery.meta().newestRevision();
    bake(50);
    List<Change<Bakery>> all =
        bakery.history(from, Long.MAX_VALUE).stream()
            .filter(change -> change.changed(bakery.cookies()))
            .toList();
    assertThat(all).hasSize(50);
    assertThat(
            cost(
                () -> {
                  for (int i = 1; i <= 50; i++) {
                    check(all.get(i - 1).snapshot(), i);
                  }
                }))
        .isEqualTo(1);
    check(all.get(9).snapshot(), 10);
    check(all.get(30).snapshot(), 31);
  }

  @Test
  void aBatchGetsSmallerWhereTheServerTakesLess() {
    ProxiedBackend small = new ProxiedBackend(fewOperations());
    try {
      BakeryState here = Bakeries.of(small.newSession());
      Map<String, Order> many = new HashMap<>();
      for (int i = 0; i < 100; i++) {
        many.put("k" + i, Order.of("x", i));
      }
      here.orders().putAll(many);
      assertThat(here.orders()).isEqualTo(many);
      assertThat(here.orders().keySet().containsAll(many.keySet())).isTrue();
    } finally {
      small.close();
    }
  }

  private static StoreLimits fewOperations() {
    StoreLimits usual = StoreLimits.defaults();
    return new StoreLimits(
        usual.historyRevisions(),
        usual.historyBytes(),
        usual.maxKeyBytes(),
        usual.maxValueBytes(),
        10,
        usual.maxTerms(),
        usual.maxWatches());
  }

  @Test
  void whatOthersChangeMeanwhileIsNotLostInABatch() {
    for (int i = 0; i < 10; i++) {
      bakery.orders().put("k" + i, Order.of("x", i));
    }
    AtomicBoolean first = new AtomicBoolean(true);
    bakery
        .orders()
        .replaceAll(
            (key, order) -> {
              if (first.getAndSet(false)) {
                other.orders().put("k5", Order.of("new", 50));
                other.orders().remove("k6");
              }
              return Order.of(order.customer() + "!", 1);
            });
    assertThat(other.orders().get("k5")).isEqualTo(Order.of("new!", 1));
    assertThat(other.orders()).hasSize(9).doesNotContainKey("k6");
    first.set(true);
    bakery
        .orders()
        .values()
        .removeIf(
            order -> {
              if (first.getAndSet(false)) {
                other.orders().put("k9", Order.of("keep", 1));
              }
              return order.customer().endsWith("!");
            });
    assertThat(other.orders()).containsOnlyKeys("k9");
  }

  @Test
  void whatWasWrittenIsNotSentBack() {
    String large = random(1_000_000);
    long before = backend.down();
    bakery.names().set(List.of(large));
    bakery.names().append("small");
    bakery.names().append("small", 10);
    bakery.orders().put("Ann", Order.of(large, 1));
    bakery.atomically(b -> b.names(List.of(large)));
    assertThat(backend.down() - before).isLessThan(100_000);
    assertThat(other.names().get()).containsExactly(large);
    // What is asked for is.
    before = backend.down();
    assertThat(bakery.orders().remove("Ann")).isEqualTo(Order.of(large, 1));
    assertThat(backend.down() - before).isGreaterThan(1_000_000);
  }

  private static String random(int length) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
