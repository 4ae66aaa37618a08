package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.state.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who waits for what, as people are told. */
@ExtendWith(NoOrphans.class)
class WaitsIT {

  private final ZProc zproc = ZProc.open();
  private final BakeryState bakery = BakeryState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  /** The common pool has one thread on small machines, and since Java 25 no substitute for it. */
  private static void inAThreadOfItsOwn(Runnable task) {
    new Thread(task).start();
  }

  private OpenWait waitOf(String process) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !of(process).isEmpty());
    return of(process).get(0);
  }

  private List<OpenWait> of(String process) {
    return zproc.waits().stream().filter(wait -> wait.process().equals(process)).toList();
  }

  @Test
  void aConditionIsShownWithItsArgumentsAndValuesBeforeItsProcessIsUp() {
    Instant before = Instant.now().minusMillis(1);
    bakery.cookies().set(3);

    zproc.spawn(BakersLauncher.bake(5));
    OpenWait wait = of("bake").get(0); // its JVM is not up yet

    assertThat(wait.what()).isEqualTo("cookies > 5");
    assertThat(wait.values()).isEqualTo(Map.of("bakery.cookies", "3"));
    assertThat(wait.since()).isBetween(before, Instant.now().plusMillis(1));
    assertThat(wait)
        .hasToString("bake waits for cookies > 5 (bakery.cookies = 3) since " + wait.since());
    bakery.cookies().set(4);
    assertThat(of("bake").get(0).values()).isEqualTo(Map.of("bakery.cookies", "4"));
  }

  @Test
  void childrenOfChildrenHaveTheNamesOfBoth() {
    Child<Integer> first = zproc.spawn(BakersLauncher.hire(7));
    zproc.spawn(BakersLauncher.hire(8));

    assertThat(waitOf("hire/bake").what()).isEqualTo("cookies > 7");
    assertThat(waitOf("hire#2/bake").what()).isEqualTo("cookies > 8");
    bakery.cookies().set(8);

    assertThat(first.join()).isEqualTo(8);
    await().until(() -> of("hire/bake").isEmpty());
    assertThat(of("hire#2/bake")).hasSize(1);
  }

  @Test
  void whatOnlyJavaCanTellIsShownAsItWasWritten() {
    zproc.spawn(BakersLauncher.test());
    zproc.spawn(BakersLauncher.await());
    zproc.spawn(BakersLauncher.repeat());

    assertThat(waitOf("test").what()).isEqualTo("priceIsCount()");
    assertThat(waitOf("await").what()).isEqualTo("changed(cookies)");
    assertThat(waitOf("await").values()).isEqualTo(Map.of("bakery.cookies", "0"));
    assertThat(waitOf("repeat").what()).isEqualTo("changed(cookies)");
  }

  @Test
  void whatTheOpenerItselfWaitsForIsShownToo() {
    bakery.orders().put("Ann", Order.of("Ann", 1));
    CompletableFuture<?> code =
        CompletableFuture.runAsync(
            () -> bakery.await(b -> b.cookies() == 1), WaitsIT::inAThreadOfItsOwn);
    CompletableFuture<?> data =
        CompletableFuture.runAsync(
            () ->
                bakery.await(
                    bakery
                        .price()
                        .atLeast(4)
                        .and(bakery.orders().available("Ann").not().or(bakery.last().isNotNull()))
                        .or(bakery.open().equalTo(false).not().and(bakery.names().truthy()))),
            WaitsIT::inAThreadOfItsOwn);
    try (Watch<Bakery> watch = bakery.watch(bakery.cookies(), bakery.orders()).open()) {
      await().until(() -> zproc.waits().size() == 3);

      assertThat(zproc.waits()).allMatch(wait -> wait.process().equals("root"));
      assertThat(zproc.waits())
          .extracting(OpenWait::what)
          .containsExactlyInAnyOrder(
              "a predicate of dev.zproc.runtime.WaitsIT over bakery",
              "price >= 4 && (!exists(orders['Ann']) || last != null) || !!open && truthy(names)",
              "watch(cookies, orders)");
      OpenWait wait =
          zproc.waits().stream().filter(each -> each.what().startsWith("price")).findAny().get();
      assertThat(wait.values())
          .containsExactly(
              Map.entry("bakery.price", "3"),
              Map.entry("bakery.orders['Ann']", bakery.orders().get("Ann").toString()),
              Map.entry("bakery.last", "null"),
              Map.entry("bakery.open", "false"),
              Map.entry("bakery.names", "[]"));
    }
    bakery.price().set(5);
    bakery.orders().remove("Ann");
    bakery.cookies().set(1);
    code.join();
    data.join();
    assertThat(zproc.waits()).isEmpty();
  }
}
