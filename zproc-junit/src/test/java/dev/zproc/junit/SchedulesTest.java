package dev.zproc.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.zproc.runtime.ChildGroup;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Orders that are drawn from a seed find races, and find them again. */
class SchedulesTest {

  private static void sellsTheLastOneTwice(ZProc zproc) {
    Shop_GoodsState goods = Shop_GoodsState.of(zproc);
    goods.stock().set(1);
    zproc.spawn(ShopLauncher.buyCarelessly(), 2);
    zproc.awaitAll();
    assertThat(goods.sold().get()).isEqualTo(1);
  }

  @Test
  void aRaceIsFoundAndFoundAgainByItsSeed() {
    AssertionError found =
        catchThrowableOfType(
            AssertionError.class,
            () -> Schedules.explore(1_000, SchedulesTest::sellsTheLastOneTwice));

    assertThat(found).hasMessageContaining("The order of the seed");
    Matcher seed = Pattern.compile("replay\\((\\d+),").matcher(found.getMessage());
    assertThat(seed.find()).isTrue();
    long again = Long.parseLong(seed.group(1));
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> Schedules.replay(again, SchedulesTest::sellsTheLastOneTwice))
          .hasMessage(found.getMessage());
    }
  }

  @Test
  void aChildThatHasFailedBreaksTheScenario() {
    assertThatThrownBy(
            () ->
                Schedules.replay(
                    1,
                    zproc -> {
                      Shop_GoodsState goods = Shop_GoodsState.of(zproc);
                      zproc.spawn(ShopLauncher.fail());
                      while (!zproc.children().isEmpty()) {
                        goods.sold().get(); // meanwhile it goes on
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("The order of the seed 1", "'fail'", "sold out")
        .hasCauseInstanceOf(ChildFailedException.class);
  }

  @Test
  void noOrderIsBlamedForAnAbortedTestOrAnInterrupt() {
    assertThatThrownBy(() -> Schedules.replay(1, zproc -> Assumptions.abort("not here")))
        .isInstanceOf(TestAbortedException.class);
    assertThatThrownBy(
            () ->
                Schedules.replay(
                    1,
                    zproc -> {
                      Thread.currentThread().interrupt();
                      zproc.spawn(ShopLauncher.idle()).join();
                    }))
        .isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatIsOneTransactionHoldsInEveryOrder() {
    Schedules.explore(
        100,
        zproc -> {
          Shop_GoodsState goods = Shop_GoodsState.of(zproc);
          goods.stock().set(1);
          zproc.spawn(ShopLauncher.buy(), 2);
          zproc.awaitAll();
          assertThat(goods.sold().get()).isEqualTo(1);
        });
  }

  @Test
  void aSeedDrawsTheSameOrderEachTimeAndAnotherSeedAnother() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 1; seed <= 8; seed++) {
      List<String> first = order(seed);
      assertThat(first).hasSize(9);
      for (int i = 0; i < 4; i++) {
        assertThat(order(seed)).as("seed %d", seed).isEqualTo(first);
      }
      orders.add(first);
    }
    assertThat(orders).hasSizeGreaterThan(4);
  }

  /** Five waits for children; one that holds up the others costs 2 s. */
  @Test
  void whoWaitsForAGroupOrForManyHoldsUpNobody() {
    assertTimeout(
        Duration.ofSeconds(8),
        () ->
            Schedules.replay(
                1,
                zproc -> {
                  try (ChildGroup group =
                      zproc.group(
                          "shop",
                          shop -> shop.child(ShopLauncher.idle()).child(ShopLauncher.idle()))) {
                    assertThatThrownBy(() -> group.join(Duration.ofMillis(1)))
                        .isInstanceOf(WaitTimeoutException.class);
                  }
                  Shop_GoodsState.of(zproc).stock().set(9);
                  zproc.processMap(List.of(1, 2, 3, 4), each -> ShopLauncher.buy());
                  zproc.group("buyers", shop -> shop.child(ShopLauncher.buy())).join();
                }));
  }

  /** Waits, which the last of three wakes at once, and commits after them. */
  private static List<String> order(long seed) {
    List<String> order = new ArrayList<>();
    Schedules.replay(
        seed,
        zproc -> {
          Shop_GoodsState goods = Shop_GoodsState.of(zproc);
          zproc.spawn(ShopLauncher.note("ann", 3));
          zproc.spawn(ShopLauncher.note("bob", 3));
          zproc.spawn(ShopLauncher.note("zoe", 3));
          goods.open().set(true);
          zproc.awaitAll();
          order.addAll(goods.log().get());
        });
    return order;
  }
}
