package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.VirtualThreads;
import dev.zproc.runtime.testing.Wires;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads that wait do the work of their link. */
class LeadTest {

  private Engines engines;
  private FaultProxy proxy;
  private EngineSession session;

  @BeforeEach
  void start() {
    engines = new Engines(Wires.UNIX, Engines.patient(ServerOptions.DEFAULTS));
    proxy = new FaultProxy(engines.server.endpoint(), 1);
    session = engines.connect(throughProxy());
    put(session, "a", 1);
  }

  @AfterEach
  void stop() {
    proxy.close();
    engines.close();
  }

  private LinkOptions throughProxy() {
    return LinkOptions.to(get(engines.root.birth(BirthSpec.NOW))).withEndpoint(proxy.endpoint());
  }

  /** Counts the events that come on its own thread. */
  private record Here(Thread thread, AtomicInteger count) implements WatchListener {

    @Override
    public void onEvent(CommitEvent event) {
      if (Thread.currentThread() == thread) {
        count.incrementAndGet();
      }
    }

    @Override
    public void onGone(long oldestRevision) {}

    @Override
    public void onClosed(Throwable cause) {}
  }

  @Test
  void whoWaitsForAnAnswerReadsItAndThePushesBeforeIt() {
    AtomicInteger here = new AtomicInteger();
    session.watch(all(BEGIN), Long.MAX_VALUE, new Here(Thread.currentThread(), here));
    get(session.ping());
    for (int i = 0; i < 1_000; i++) {
      put(session, "a", i);
    }
    // Each commit is told before it is answered.
    assertThat(here.get()).isGreaterThan(500);
  }

  @Test
  void whoDoesNotWaitIsToldAllTheSame() throws Exception {
    Recorder recorder = new Recorder();
    session.watch(all(BEGIN), Long.MAX_VALUE, recorder);
    for (int i = 0; i < 100; i++) {
      get(session.ping()); // leads, and then nobody does
      long revision = put(engines.root, "b", i);
      while (recorder.event().revision() != revision) {
        // The commits before.
      }
      CompletableFuture<?> told = session.ping().thenRun(() -> {});
      told.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void manyThreadsGetTheirOwnAnswers() throws Exception {
    int threads = 16;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String own = "own" + i;
      all.add(
          executor.submit(
              () -> {
                for (int n = 0; n < 500; n++) {
                  put(session, own, n);
                  assertThat(get(session.read(key(own))).entry().value())
                      .isEqualTo(Scalar.of((long) n));
                }
              }));
    }
    for (Future<?> each : all) {
      each.get(60, TimeUnit.SECONDS);
    }
    executor.shutdown();
  }

  @Test
  void anInterruptEndsTheWaitAndNotTheConnection() throws Exception {
    List<KeyRange> range = List.of(KeyRange.single(key("a")));
    Turn held = get(engines.root.takeTurn(range));
    AtomicInteger interrupted = new AtomicInteger();
    for (int i = 0; i < 20; i++) {
      Thread waiter =
          new Thread(
              () -> {
                try {
                  session.takeTurn(range).get();
                } catch (InterruptedException asked) {
                  interrupted.incrementAndGet();
                } catch (Exception other) {
                  // Counted as none.
                }
              });
      waiter.start();
      Awaitility.await().until(() -> waiter.getState() != Thread.State.NEW && inSelect(waiter));
      waiter.interrupt();
      waiter.join();
      get(session.ping());
    }
    assertThat(interrupted.get()).isEqualTo(20);
    assertThat(proxy.accepted()).isEqualTo(1);
    held.end();
  }

  private static boolean inSelect(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("select")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aTimeoutIsKept() {
    List<KeyRange> range = List.of(KeyRange.single(key("a")));
    Turn held = get(engines.root.takeTurn(range));
    CompletableFuture<Turn> asked = session.takeTurn(range);
    long start = System.nanoTime();

    assertThatThrownBy(() -> asked.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(System.nanoTime() - start).isGreaterThan(50_000_000);
    held.end();
    get(asked).end();
  }

  @Test
  void aConnectionThatIsLostWhileACallerLeadsIsMadeGood() {
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Void> cut =
          CompletableFuture.runAsync(
              proxy::cutAll, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
      long until = System.nanoTime() + 10_000_000;
      while (System.nanoTime() < until) {
        put(session, "a", i);
      }
      get(cut);
    }
    assertThat(proxy.accepted()).isGreaterThan(5);
    assertThat(get(session.read(key("a"))).entry().value()).isEqualTo(Scalar.of(19L));
  }

  @Test
  void theEndOfTheServerReachesTheOneThatLeads() {
    List<KeyRange> range = List.of(KeyRange.single(key("a")));
    get(engines.root.takeTurn(range));
    CompletableFuture<Turn> asked = session.takeTurn(range);
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(
            engines.server::close, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));

    assertThatThrownBy(() -> get(asked)).isInstanceOf(EngineException.class);
    get(closing);
    assertThatThrownBy(() -> get(session.ping())).isInstanceOf(EngineException.Closed.class);
  }

  /** It has nothing left half done, and whoever has the role goes on. */
  @Test
  void whoseStackOverflowsBeforeItLeadsEndsNothing() {
    AtomicInteger overflowed = new AtomicInteger();
    while (overflowed.get() == 0) {
      // Only then there is somebody to demand the role from.
      Awaitility.await().until(LeadTest::isLinkInSelect);
      try {
        BooleanSupplier over = () -> overflowsInDemand(overflowed);
        if (session.lead().lead(over, 1_000_000)) {
          session.lead().unfollow(over);
        }
      } catch (StackOverflowError mine) {
        assertThat(overflowed).hasValue(1);
      }
    }
    for (int i = 0; i < 100; i++) {
      put(session, "a", i); // some of them demanded, too
    }
    assertThat(get(session.read(key("a"))).entry().value()).isEqualTo(Scalar.of(99L));
  }

  private static boolean isLinkInSelect() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("zproc-link") && inSelect(thread));
  }

  private static boolean overflowsInDemand(AtomicInteger count) {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getMethodName().equals("demand")) {
        count.incrementAndGet();
        throw new StackOverflowError("of a test");
      }
    }
    return false;
  }

  /** Those never lead: one that blocks in a selector would cost its carrier. */
  @Test
  void virtualThreadsGetTheirAnswers() throws Exception {
    List<Thread> all = new ArrayList<>();
    AtomicInteger right = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      Runnable body =
          () -> {
            for (int n = 0; n < 10; n++) {
              get(session.read(key("a")));
              right.incrementAndGet();
            }
          };
      all.add(VirtualThreads.start(body));
    }
    for (Thread each : all) {
      each.join(Duration.ofSeconds(20).toMillis());
    }
    assertThat(right.get()).isEqualTo(2_000);
  }
}
