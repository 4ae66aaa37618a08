package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.CountingEngine;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.ProxiedBackend;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
