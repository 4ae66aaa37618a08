package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.CountingEngine;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.ProxiedBackend;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.testing.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The same by a process at the end of a socket. */
class AsyncOverSocketsTest extends AsyncTest {

  @Override
  BakeryState own() {
    return other;
  }

  @Override
  BakeryState another() {
    return bakery;
  }

  @Override
  StateEngine anotherEngine() {
    return here;
  }

  @Test
  void whatIsUnderwayWhenConnectionsAreCutIsDoneOnce() throws Exception {
    try (ProxiedBackend backend = new ProxiedBackend(StoreLimits.defaults())) {
      BakeryState shop = Bakeries.of(backend.newSession());
      List<CompletableFuture<Integer>> sums = new ArrayList<>();
      for (int i = 1; i <= 20_000; i++) {
        sums.add(shop.cookies().async().add(1));
        if (i % 5_000 == 0) {
          backend.cut();
        }
      }
      for (int i = 1; i <= 20_000; i++) {
        assertThat(get(sums.get(i - 1))).isEqualTo(i);
      }
    }
  }

  @Test
  void aSmallWindowHoldsUpWhoCallsButNothingIsRefused() throws Exception {
    ServerOptions narrow =
        ServerOptions.DEFAULTS.withMessages(
            ServerOptions.DEFAULTS.maxMessageBytes(), ServerOptions.DEFAULTS.maxOutboundBytes(), 8);
    try (Engines engines = new Engines(narrow)) {
      for (StateEngine engine : List.of(engines.root, engines.child())) {
        BakeryState shop = Bakeries.of(engine);
        shop.cookies().set(0);
        List<CompletableFuture<Integer>> sums = new ArrayList<>();
        for (int i = 1; i <= 5_000; i++) {
          sums.add(shop.cookies().async().add(1));
        }
        for (int i = 1; i <= 5_000; i++) {
          assertThat(get(sums.get(i - 1))).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void manyEntriesAreOneRoundTrip() {
    CountingEngine engine = new CountingEngine(there);
    BakeryState shop = Bakeries.of(engine);
    Map<String, Order> some = new ConcurrentHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      some.put("customer " + i, Order.of("x", i));
    }
    int before = engine.asked().get();
    shop.orders().putAll(some);
    assertThat(engine.asked().get() - before).isEqualTo(1);
    assertThat(shop.orders().getAll(some.keySet())).isEqualTo(some);
    assertThat(engine.asked().get() - before).isEqualTo(2);
  }
}
