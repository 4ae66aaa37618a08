package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.state.Change;
import dev.zproc.runtime.state.Condition;
import dev.zproc.runtime.state.Watch;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each limit by the option that sets it, and what is said at it. */
class LimitsTest {

  private static void with(Consumer<ZProcOptions> options, Consumer<BakeryState> test) {
    try (ZProc zproc = ZProc.open(options)) {
      test.accept(BakeryState.of(zproc));
    }
  }

  @Test
  void theDefaultsAreThoseOfTheGuide() {
    ServerOptions server = ServerOptions.forHeap(8L << 30);
    assertThat(server.limits().historyRevisions()).isEqualTo(100_000);
    assertThat(server.limits().historyBytes()).isEqualTo(64L << 20);
    assertThat(server.limits().maxKeyBytes()).isEqualTo(8 << 10);
    assertThat(server.limits().maxValueBytes()).isEqualTo(16 << 20);
    assertThat(server.limits().maxOperations()).isEqualTo(10_000);
    assertThat(server.limits().maxTerms()).isEqualTo(10_000);
    assertThat(server.limits().maxWatches()).isEqualTo(200_000);
    assertThat(server.maxMessageBytes()).isEqualTo(64 << 20);
    assertThat(server.maxOutboundBytes()).isEqualTo(256L << 20);
    assertThat(server.maxRequests()).isEqualTo(65_536);
    assertThat(server.maxQueuedBytes()).isEqualTo(64L << 20);
    assertThat(server.maxDepth()).isEqualTo(16);
    assertThat(server.turnLease()).isEqualTo(Duration.ofSeconds(1));
    assertThat(server.limits().maxStateBytes()).isEqualTo(2L << 30);
    assertThat(server.maxSessions()).isEqualTo(10_000);
    assertThat(new ZProcOptions().server())
        .isEqualTo(Wires.byDefault().over(ServerOptions.forHeap(Runtime.getRuntime().maxMemory())));
  }

  @Test
  void inASmallHeapTheyAreSharesOfIt() {
    ServerOptions small = ServerOptions.forHeap(64 << 20);

    assertThat(small.limits().maxStateBytes()).isEqualTo(16 << 20);
    assertThat(small.limits().historyBytes()).isEqualTo(8 << 20);
    assertThat(small.limits().maxValueBytes()).isEqualTo(8 << 20);
    assertThat(small.maxMessageBytes()).isEqualTo(16 << 20);
    assertThat(small.maxOutboundBytes()).isEqualTo(16 << 20);
    assertThat(small.maxQueuedBytes()).isEqualTo(4 << 20);
    assertThat(small.maxSessions()).isEqualTo(4_096);
    assertThat(small.inBytes()).contains("maxStateBytes 16777216");
  }

  @Test
  void theStateIsBoundedAndCanAlwaysBeMadeSmaller() {
    with(
        options -> options.maxStateBytes(20_000),
        bakery -> {
          bakery.names().set(List.of("x".repeat(15_000)));
          assertThatThrownBy(() -> bakery.names().set(List.of("x".repeat(19_900))))
              .isInstanceOf(LimitExceededException.class)
              .hasMessageContaining("but the limit (maxStateBytes) is 20000; remove entries");
          assertThat(bakery.meta().memory().state()).isBetween(15_000L, 20_000L);
          bakery.names().set(List.of("x".repeat(14_000)));
          bakery.names().set(List.of());
          bakery.names().set(List.of("x".repeat(15_000)));
          assertThat(bakery.meta().memory().history()).isGreaterThan(29_000);
        });
  }

  @Test
  void sessionsAreBounded() {
    try (Engines engines = new Engines(new ZProcOptions().maxSessions(3).server())) {
      ChildSession first = Engines.get(engines.root.birth(BirthSpec.NOW));
      Engines.get(engines.root.birth(BirthSpec.NOW));
      assertThatThrownBy(() -> Engines.get(engines.root.birth(BirthSpec.NOW)))
          .isInstanceOf(EngineException.Rejected.class)
          .hasMessageContaining("there are 3 sessions, and the limit (maxSessions) is 3");
      Engines.get(engines.root.release(first.session()));
      Engines.get(engines.root.birth(BirthSpec.NOW));
    }
    try (ZProc zproc = ZProc.open(options -> options.maxSessions(1))) {
      assertThatThrownBy(() -> zproc.spawn(KidsLauncher.end("return")))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("the limit (maxSessions) is 1");
      assertThat(zproc.children()).isEmpty();
    }
  }

  @Test
  void nonsenseIsRefusedByName() {
    ZProcOptions options = new ZProcOptions();
    assertThatThrownBy(() -> options.historyRevisions(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("historyRevisions must be 1 or more, not 0");
    assertThatThrownBy(() -> options.maxQueuedBytes(-1)).hasMessageContaining("maxQueuedBytes");
    assertThatThrownBy(() -> ZProc.open(o -> o.turnLease(Duration.ZERO)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("turnLease must be from 1 ms to 1 h");
  }

  @Test
  void historyEndsAtItsCount() {
    with(
        options -> options.historyRevisions(5),
        bakery -> {
          bakery.cookies().set(0);
          long first = bakery.cookies().revision();
          for (int i = 1; i <= 20; i++) {
            bakery.cookies().set(i);
          }
          long oldest = bakery.meta().newestRevision() - 5;
          assertThatThrownBy(() -> bakery.snapshotAt(first))
              .isInstanceOfSatisfying(
                  HistoryGoneException.class,
                  gone -> assertThat(gone.oldestRevision()).isEqualTo(oldest))
              .hasMessageContaining("historyRevisions");
          assertThat(bakery.snapshotAt(oldest).cookies()).isEqualTo(15);
        });
  }

  @Test
  void historyEndsAtItsBytes() {
    with(
        options -> options.historyBytes(100_000),
        bakery -> {
          bakery.names().set(List.of());
          long first = bakery.names().revision();
          for (int i = 1; i <= 20; i++) {
            bakery.names().set(List.of("x".repeat(10_000)));
          }
          assertThatThrownBy(() -> bakery.snapshotAt(first))
              .isInstanceOf(HistoryGoneException.class)
              .hasMessageContaining("historyBytes");
          long newest = bakery.meta().newestRevision();
          assertThat(bakery.snapshotAt(newest - 5).names()).hasSize(1);
        });
  }

  @Test
  void keysAndValuesAreBounded() {
    with(
        options -> options.maxKeyBytes(200).maxValueBytes(2_000),
        bakery -> {
          bakery.names().set(List.of("x".repeat(1_900)));
          assertThatThrownBy(() -> bakery.names().set(List.of("x".repeat(2_000))))
              .isInstanceOf(LimitExceededException.class)
              .hasMessageMatching(
                  "the value for key bakery\\.names has 200\\d bytes, but the limit"
                      + " \\(maxValueBytes\\) is 2000; split it, or raise the limit");
          assertThatThrownBy(() -> bakery.orders().put("x".repeat(200), Order.of("x", 1)))
              .isInstanceOf(LimitExceededException.class)
              .hasMessageContaining("but the limit (maxKeyBytes) is 200;");
          assertThat(bakery.names().get()).containsExactly("x".repeat(1_900));
          assertThat(bakery.orders()).isEmpty();
        });
  }

  @Test
  void transactionsAreBounded() {
    with(
        options -> options.maxOperations(10),
        bakery -> {
          Consumer<Integer> puts =
              count ->
                  bakery.atomically(
                      b -> {
                        for (int i = 0; i < count; i++) {
                          b.orders().put("k" + i, Order.of("k", i));
                        }
                      });
          puts.accept(9); // and one that counts them
          assertThatThrownBy(() -> puts.accept(11))
              .isInstanceOf(LimitExceededException.class)
              .hasMessageContaining("the commit has 12 operations, but the limit (maxOperations)");
          assertThat(bakery.orders()).hasSize(9);
        });
  }

  @Test
  void conditionsAreBounded() {
    with(
        options -> options.maxTerms(4),
        bakery -> {
          Condition condition = bakery.cookies().atLeast(0);
          for (int i = 0; i < 5; i++) {
            condition = condition.or(bakery.price().atLeast(i));
          }
          Condition large = condition;
          assertThatThrownBy(() -> bakery.await(large))
              .isInstanceOf(LimitExceededException.class)
              .hasMessageContaining("the limit (maxTerms)");
        });
  }

  @Test
  void openWatchesAreBounded() {
    with(
        options -> options.maxWatches(3),
        bakery -> {
          List<Watch<Bakery>> watches = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            watches.add(bakery.watch().open());
          }
          try (Watch<Bakery> fourth = bakery.watch().open()) {
            assertThatThrownBy(() -> fourth.iterator().next())
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("3 watches open, which is the limit (maxWatches)");
          }
          watches.get(0).close();
          try (Watch<Bakery> another = bakery.watch().open()) {
            bakery.cookies().set(1);
            assertThat(another.iterator().next().snapshot().cookies()).isEqualTo(1);
          }
          watches.forEach(Watch::close);
        });
  }

  @Test
  void requestsThatWaitAreBounded() throws Exception {
    ServerOptions few = new ZProcOptions().maxRequests(3).server();
    try (Engines engines = new Engines(few);
        FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1)) {
      EngineSession child =
          engines.connect(
              LinkOptions.to(Engines.get(engines.root.birth(BirthSpec.NOW)))
                  .withEndpoint(proxy.endpoint()));
      Engines.get(child.ping());
      // In the server's own JVM: its thread is held up by a listener that is not as it should be.
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      engines.root.watch(
          Engines.all(Engines.BEGIN),
          1,
          new WatchListener() {
            @Override
            public void onEvent(CommitEvent event) {
              held.countDown();
              await(go);
            }

            @Override
            public void onGone(long oldestRevision) {}

            @Override
            public void onClosed(Throwable cause) {}
          });
      engines.root.commit(Commit.of(new Operation.Put(Bytes.utf8("a"), Scalar.of(1))));
      await(held);
      assertBounded(() -> engines.root.range(Keys.namespace("a"), 0).thenApply(r -> null));
      go.countDown();
      Awaitility.await().until(() -> !engines.root.ping().isCompletedExceptionally());
      // Elsewhere: there is no connection over which they could be sent.
      proxy.refuse(true);
      proxy.cutAll();
      assertBounded(() -> child.read(Bytes.utf8("a")));
      proxy.refuse(false);
      Awaitility.await()
          .ignoreExceptionsInstanceOf(EngineException.Rejected.class)
          .until(() -> Engines.get(child.ping()).pid() > 0);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks until it is refused: some may be sent before it is noticed that nobody takes them. */
  private static void assertBounded(Supplier<CompletableFuture<ReadResult>> ask) {
    AtomicReference<CompletableFuture<ReadResult>> last = new AtomicReference<>();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              last.set(ask.get());
              return last.get().isCompletedExceptionally();
            });
    assertThatThrownBy(() -> Engines.get(last.get()))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("(maxRequests)");
  }

  @Test
  void whatWaitsForATurnIsBounded() {
    ServerOptions little =
        new ZProcOptions().maxQueuedBytes(10_000).turnLease(Duration.ofMinutes(10)).server();
    try (Engines engines = new Engines(little)) {
      EngineSession child = engines.child();
      Turn turn = Engines.get(child.takeTurn(List.of()));
      Engines.get(turn.range(KeyRange.single(Bytes.utf8("a"))));
      Bytes value = Bytes.wrap(new byte[6_000]);
      CompletableFuture<?> fits =
          engines.root.commit(Commit.of(new Operation.Put(Bytes.utf8("a"), value)));
      CompletableFuture<?> tooMuch =
          engines.root.commit(Commit.of(new Operation.Put(Bytes.utf8("a"), value)));
      assertThatThrownBy(() -> Engines.get(tooMuch))
          .isInstanceOf(EngineException.Rejected.class)
          .hasMessageContaining("the limit (maxQueuedBytes) is 10000");
      assertThat(fits).isNotDone();
      turn.end();
      Engines.get(fits);
    }
  }

  @Test
  void aWatcherThatIsSlowCostsNothingAndIsToldOfItsGap() {
    ServerOptions brief = new ZProcOptions().historyRevisions(10).historyBytes(1L << 30).server();
    try (Engines engines = new Engines(brief);
        FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1)) {
      EngineSession child =
          engines.connect(
              LinkOptions.to(Engines.get(engines.root.birth(BirthSpec.NOW)))
                  .withEndpoint(proxy.endpoint()));
      Recorder recorder = new Recorder();
      child.watch(Engines.all(Engines.BEGIN), 2, recorder);
      Engines.get(child.ping());
      int count = 100;
      for (int i = 0; i < count; i++) {
        byte[] value = new byte[100_000];
        value[0] = (byte) i;
        Engines.put(engines.root, "a", Bytes.wrap(value));
      }
      assertThat(recorder.event().revision()).isEqualTo(Engines.BEGIN + 1);
      assertThat(recorder.event().revision()).isEqualTo(Engines.BEGIN + 2);
      long oldest = Engines.BEGIN + count - 10;
      assertThat(recorder.next())
          .isInstanceOfSatisfying(
              Recorder.Gone.class, gone -> assertThat(gone.oldest()).isBetween(3L, oldest));
      // What it did not ask for was neither sent nor kept for it.
      assertThat(proxy.down()).isLessThan(1_000_000);
    }
  }

  @Test
  void theLoopOfASlowWatcherEndsWithTheGap() {
    with(
        options -> options.historyRevisions(10),
        bakery -> {
          long start = bakery.meta().newestRevision();
          try (Watch<Bakery> watch = bakery.watch().open()) {
            for (int i = 1; i <= 2_000; i++) {
              bakery.cookies().set(i);
            }
            int[] expected = {1};
            assertThatThrownBy(
                    () -> {
                      for (Change<Bakery> change : watch) {
                        assertThat(change.revision()).isEqualTo(start + expected[0]++);
                      }
                    })
                .isInstanceOfSatisfying(
                    HistoryGoneException.class,
                    gone -> assertThat(gone.oldestRevision()).isPositive());
            // It has had what it had asked for, without a gap, and then the truth.
            assertThat(expected[0]).isBetween(2, 1_990);
          }
        });
  }

  @Test
  void messagesOfChildrenAreBounded() {
    try (Engines engines = new Engines(new ZProcOptions().maxMessageBytes(50_000).server())) {
      EngineSession child = engines.child();
      assertThatThrownBy(() -> Engines.put(child, "a", Bytes.wrap(new byte[60_000])))
          .isInstanceOf(EngineException.Rejected.class)
          .hasMessageMatching(
              "the request has 600\\d\\d bytes, but the server takes at most 50000"
                  + " \\(maxMessageBytes\\); split it, or raise the limit");
      for (int i = 0; i < 6; i++) {
        Engines.put(child, "k" + i, Bytes.wrap(new byte[40_000]));
      }
      assertThatThrownBy(() -> Engines.get(child.range(new KeyRange(Bytes.EMPTY, null), 0)))
          .isInstanceOf(EngineException.Rejected.class)
          .hasMessageContaining("raise maxMessageBytes");
      assertThat(Engines.put(child, "a", Scalar.of(1))).isPositive();
    }
  }
}
