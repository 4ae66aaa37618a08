package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.OutcomeUnknownException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No call blocks for ever on a server that is dead, begun before its death or after. */
class DeadServerTest {

  private static final Duration LOST = Duration.ofSeconds(1);

  private final Engines engines = new Engines();
  private final FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1);
  private final EngineSession far =
      engines.connect(
          LinkOptions.to(Engines.get(engines.root.birth(BirthSpec.NOW)))
              .withEndpoint(proxy.endpoint())
              .withLostTimeout(LOST));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    proxy.close();
    engines.close();
  }

  /** Calls that end by themselves while the server lives. */
  private static Map<String, Callable<?>> answered(EngineSession engine, BakeryState bakery) {
    Map<String, Callable<?>> all = new LinkedHashMap<>();
    all.put("get", () -> bakery.cookies().get());
    all.put("exists", () -> bakery.cookies().exists());
    all.put("snapshot", bakery::snapshot);
    all.put("snapshotAt", () -> bakery.snapshotAt(bakery.meta().birth()));
    all.put("history", () -> bakery.history(0, Long.MAX_VALUE));
    all.put("set", () -> call(() -> bakery.cookies().set(1)));
    all.put("add", () -> bakery.cookies().add(1));
    all.put("update", () -> bakery.cookies().update(cookies -> cookies + 1));
    all.put("append", () -> call(() -> bakery.names().append("choc")));
    all.put("atomically", () -> call(() -> bakery.atomically(b -> b.price(b.cookies()))));
    all.put("put", () -> bakery.orders().put("Ann", Order.of("Ann", 1)));
    all.put("size", () -> bakery.orders().size());
    all.put("clear", () -> call(bakery::clear));
    all.put("goLive", () -> call(bakery::goLive));
    all.put("newestRevision", () -> bakery.meta().newestRevision());
    all.put("ping", () -> future(engine.ping()));
    all.put("waits", () -> future(engine.waits()));
    all.put("birth", () -> future(engine.birth(BirthSpec.NOW)));
    all.put("outcome of a child", () -> future(engine.takeOutcome(99)));
    all.put("open", () -> Bakeries.of(engine, "another"));
    return all;
  }

  /** Calls that wait for what does not happen. */
  private static Map<String, Callable<?>> waiting(EngineSession engine, BakeryState bakery) {
    Map<String, Callable<?>> all = new LinkedHashMap<>();
    all.put("awaitChange", () -> bakery.price().awaitChange());
    all.put("awaitChange with a time-out", () -> bakery.price().awaitChange(Duration.ofHours(1)));
    all.put("await", () -> bakery.await(bakery.cookies().atLeast(1_000_000)));
    all.put("await of a predicate", () -> bakery.await(b -> b.cookies() > 1_000_000));
    all.put("awaitChange of all", () -> bakery.fork().awaitChange(bakery.size()));
    all.put(
        "a loop over a watch",
        () -> {
          try (Watch<Bakery> watch = bakery.watch(bakery.size()).open()) {
            return watch.iterator().next();
          }
        });
    all.put("a publisher", () -> future(bakery.watch(bakery.size()).first()));
    all.put("a turn", () -> future(engine.takeTurn(List.of())));
    return all;
  }

  private static Object call(Runnable task) {
    task.run();
    return true;
  }

  private static <T> T future(java.util.concurrent.CompletableFuture<T> future) throws Exception {
    return future.get();
  }

  private Map<String, Future<?>> start(Map<String, Callable<?>> calls) {
    Map<String, Future<?>> started = new LinkedHashMap<>();
    calls.forEach((name, call) -> started.put(name, threads.submit(call)));
    return started;
  }

  private static void assertFail(Map<String, Future<?>> started) throws Exception {
    for (Map.Entry<String, Future<?>> each : started.entrySet()) {
      try {
        Object result = each.getValue().get(20, TimeUnit.SECONDS);
        throw new AssertionError(each.getKey() + " has returned " + result);
      } catch (ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof ExecutionException nested) {
          cause = nested.getCause();
        }
        assertThat(cause)
            .as(each.getKey())
            .isInstanceOfAny(ZProcException.class, EngineException.class);
        if (cause instanceof ZProcException) {
          assertThat(cause)
              .as(each.getKey())
              .isInstanceOfAny(
                  ServerGoneException.class,
                  OutcomeUnknownException.class,
                  ContextClosedException.class);
        }
      }
    }
  }

  /** Takes a turn, so that others wait for theirs. */
  private void holdTurn(EngineSession engine) {
    Turn turn = Engines.get(engine.takeTurn(List.of()));
    Engines.get(turn.range(Keys.namespace("nothing")));
  }

  @Test
  void ofAServerThatCannotBeReachedAnyMore() throws Exception {
    BakeryState bakery = Bakeries.of(far);
    Map<String, Future<?>> waiting = start(waiting(far, bakery));
    awaitOpen(5);
    proxy.hold();
    Map<String, Future<?>> pending = start(answered(far, bakery));
    Awaitility.await().until(() -> proxy.holding() > 0);
    holdTurn(engines.root);
    proxy.refuse(true);
    proxy.cutAll();
    proxy.release();

    waiting.remove("a turn"); // which may have been had before
    assertFail(waiting);
    assertFail(pending);
    assertFail(start(answered(far, bakery)));
    assertFail(start(waiting(far, bakery)));
  }

  @Test
  void ofAServerOfThisJvmThatHasEnded() throws Exception {
    BakeryState bakery = Bakeries.of(engines.root);
    Turn held = Engines.get(engines.root.takeTurn(List.of()));
    Engines.get(held.range(Keys.namespace("bakery")));
    Map<String, Future<?>> waiting = start(waiting(engines.root, bakery));
    Future<?> parked = threads.submit(() -> bakery.cookies().set(1));
    awaitOpen(5);
    engines.server.close();

    assertFail(waiting);
    assertFail(Map.of("a commit that waits for a turn", parked));
    assertFail(start(answered(engines.root, bakery)));
    assertFail(start(waiting(engines.root, bakery)));
  }

  /** Whatever has ended its thread is told to all who wait, near and far, and to all who come. */
  @Test
  void ofAServerThatHasFailed() throws Exception {
    BakeryState near = Bakeries.of(engines.root);
    BakeryState distant = Bakeries.of(far);
    Map<String, Callable<?>> calls = new LinkedHashMap<>(waiting(engines.root, near));
    waiting(far, distant).forEach((name, call) -> calls.put("far " + name, call));
    holdTurn(engines.root);
    Map<String, Future<?>> started = start(calls);
    awaitOpen(10);

    engines.server.fail(new OutOfMemoryError("on purpose"));

    assertTold(started);
    assertTold(start(answered(engines.root, near)));
    assertTold(start(answered(far, distant)));
  }

  private static void assertTold(Map<String, Future<?>> started) throws Exception {
    assertFail(started);
    for (Map.Entry<String, Future<?>> each : started.entrySet()) {
      try {
        each.getValue().get();
      } catch (ExecutionException failed) {
        Throwable cause = failed.getCause();
        assertThat(String.valueOf(cause.getMessage()))
            .as("%s", each.getKey())
            .contains("the state server has failed")
            .contains("OutOfMemoryError: on purpose");
      }
    }
  }

  private void awaitOpen(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Engines.get(engines.root.waits()).size() >= count);
  }
}
