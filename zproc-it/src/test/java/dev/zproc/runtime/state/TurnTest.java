package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.TransactionTooLongException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many who want the same keys, over several links and from the server's own JVM. */
class TurnTest {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final Engines engines = new Engines(withLease(LEASE));
  private final BakeryState root = Bakeries.of(engines.root);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    engines.close();
  }

  private BakeryState child() {
    return Bakeries.of(engines.child());
  }

  private static void get(Future<?> future) throws Exception {
    future.get(60, TimeUnit.SECONDS);
  }

  private static void sleep(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Test
  void aHundredWritersAllProgressAndNothingIsLost() throws Exception {
    int rounds = FULL ? 100 : 10;
    List<BakeryState> states = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      states.add(i == 0 ? root : child());
    }
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      BakeryState mine = states.get(i % states.size());
      writers.add(
          threads.submit(
              () -> {
                for (int k = 0; k < rounds; k++) {
                  mine.atomically(
                      b -> {
                        b.cookies(b.cookies() + 1);
                        b.sold(b.sold() + 2);
                      });
                }
              }));
    }
    for (Future<?> writer : writers) {
      get(writer);
    }
    assertThat(root.cookies().get()).isEqualTo(100 * rounds);
    assertThat(root.sold().get()).isEqualTo(200L * rounds);
  }

  @Test
  void aSlowTransactionGetsThroughAmongFastOnesAndNobodyElseStarves() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger runs = new AtomicInteger();
    List<AtomicInteger> counts = new ArrayList<>();
    List<Future<?>> fast = new ArrayList<>();
    BakeryState near = child();
    for (int i = 0; i < 6; i++) {
      AtomicInteger count = new AtomicInteger();
      counts.add(count);
      BakeryState mine = i % 2 == 0 ? root : near;
      boolean transactional = i < 2;
      fast.add(
          threads.submit(
              () -> {
                while (!done.get()) {
                  if (transactional) {
                    mine.cookies().update(cookies -> cookies + 1);
                  } else {
                    mine.cookies().add(1);
                  }
                  count.incrementAndGet();
                }
              }));
    }
    BakeryState slow = child();
    for (int i = 0; i < 3; i++) {
      int[] before = counts.stream().mapToInt(AtomicInteger::get).toArray();
      slow.atomically(
          b -> {
            runs.incrementAndGet();
            int cookies = b.cookies();
            // Longer than it takes the others to change it.
            sleep(Duration.ofMillis(40));
            b.cookies(cookies + 1_000_000);
          });
      for (int k = 0; k < before.length; k++) {
        int index = k;
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> counts.get(index).get() > before[index]);
      }
    }
    done.set(true);
    for (Future<?> each : fast) {
      get(each);
    }
    int added = counts.stream().mapToInt(AtomicInteger::get).sum();
    assertThat(root.cookies().get()).isEqualTo(3_000_000 + added);
    // Four conflicts at the most for each, and then a turn.
    assertThat(runs.get()).isBetween(3, 3 * (Contender.PATIENCE + 1));
  }

  /** Changes the cookies as fast as it can until told to stop. */
  private Future<?> disturb(BakeryState mine, AtomicBoolean done) {
    return threads.submit(
        () -> {
          while (!done.get()) {
            mine.cookies().add(1);
            mine.orders().put("Ann", Order.of("Ann", 1));
            mine.orders().remove("Ann");
          }
        });
  }

  @Test
  void updatesOfACellAndOfAnEntryGetThroughToo() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Future<?> other = disturb(child(), done);
    AtomicInteger runs = new AtomicInteger();
    root.cookies()
        .update(
            cookies -> {
              runs.incrementAndGet();
              sleep(Duration.ofMillis(30));
              return cookies + 1;
            });
    assertThat(runs.get()).isLessThanOrEqualTo(Contender.PATIENCE + 1);
    runs.set(0);
    child()
        .orders()
        .compute(
            "Ann",
            (name, order) -> {
              runs.incrementAndGet();
              sleep(Duration.ofMillis(30));
              return Order.of("Ann", 7);
            });
    assertThat(runs.get()).isLessThanOrEqualTo(Contender.PATIENCE + 1);
    done.set(true);
    get(other);
    assertThat(root.orders().size()).isEqualTo(root.orders().keySet().size());
  }

  @Test
  void readsOfATurnHoldTogether() throws Exception {
    // The sum of all entries is 0 at every revision, and the number of entries is that of the size.
    AtomicBoolean done = new AtomicBoolean();
    Future<?> other =
        threads.submit(
            () -> {
              BakeryState mine = child();
              for (int i = 0; !done.get(); i++) {
                int by = i % 7 - 3;
                mine.atomically(
                    b -> {
                      b.cookies(by);
                      b.sold(-by);
                      if (by > 0) {
                        b.orders().put("e" + by, Order.of("e", by));
                      } else {
                        b.orders().clear();
                      }
                    });
              }
            });
    for (int i = 0; i < 20; i++) {
      String seen =
          root.atomicallyGet(
              b -> {
                int cookies = b.cookies();
                sleep(Duration.ofMillis(3));
                int sum = cookies + (int) b.sold();
                int size = b.orders().size();
                int counted = 0;
                for (Order order : b.orders().values()) {
                  counted++;
                }
                b.price(cookies);
                return sum + " " + (size - counted);
              });
      assertThat(seen).isEqualTo("0 0");
    }
    done.set(true);
    get(other);
  }

  @Test
  void whoTakesTooLongInEachTurnIsToldSoAndWritesNothing() {
    AtomicInteger runs = new AtomicInteger();
    BakeryState slow = child();
    assertThatThrownBy(
            () ->
                slow.atomically(
                    b -> {
                      b.price(b.cookies());
                      disturbAtFirst(runs.incrementAndGet());
                      if (runs.get() > Contender.PATIENCE) {
                        sleep(LEASE.plusMillis(50));
                      }
                    }))
        .isInstanceOf(TransactionTooLongException.class)
        .hasMessageContaining("a transaction on bakery")
        .hasMessageContaining("3 times")
        .hasMessageContaining("turnLease");
    assertThat(runs).hasValue(Contender.PATIENCE + 3);
    assertThat(slow.price().exists()).isFalse();
    // It can go on with something else.
    slow.atomically(b -> b.price(b.cookies()));
    assertThat(slow.price().get()).isEqualTo(Contender.PATIENCE);
  }

  @Test
  void aLateCommitIsRefusedAndRunAgain() {
    AtomicInteger runs = new AtomicInteger();
    BakeryState slow = child();
    slow.atomically(
        b -> {
          b.price(b.cookies());
          disturbAtFirst(runs.incrementAndGet());
          // The first turn is exceeded, the second is not.
          if (runs.get() == Contender.PATIENCE + 1) {
            sleep(LEASE.plusMillis(50));
          }
        });
    assertThat(runs).hasValue(Contender.PATIENCE + 2);
    assertThat(root.price().get()).isEqualTo(Contender.PATIENCE);
  }

  @Test
  void aBodyThatWrapsExceptionsIsRunAgainAllTheSame() {
    AtomicInteger runs = new AtomicInteger();
    BakeryState slow = child();
    slow.atomically(
        b -> {
          try {
            b.price(b.cookies());
            disturbAtFirst(runs.incrementAndGet());
            if (runs.get() == Contender.PATIENCE + 1) {
              sleep(LEASE.plusMillis(50));
              b.price((int) b.sold()); // which was not read before
            }
          } catch (RuntimeException e) {
            throw new IllegalStateException("of the body", e);
          }
        });
    assertThat(runs).hasValue(Contender.PATIENCE + 2);
    assertThat(root.price().get()).isEqualTo(Contender.PATIENCE);
  }

  @Test
  void anExceptionFreesTheTurnAtOnce() {
    try (Engines patient = new Engines(withLease(Duration.ofMinutes(10)))) {
      BakeryState near = Bakeries.of(patient.root);
      BakeryState thrower = Bakeries.of(patient.child());
      AtomicInteger runs = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  thrower.atomically(
                      b -> {
                        b.price(b.cookies());
                        if (runs.incrementAndGet() > Contender.PATIENCE) {
                          throw new IllegalStateException("mine");
                        }
                        onAnotherThread(() -> near.cookies().add(1));
                      }))
          .hasMessage("mine");
      assertThat(runs).hasValue(Contender.PATIENCE + 1);
      takeTurn(patient.root).end();
      assertThat(near.cookies().add(1)).isEqualTo(Contender.PATIENCE + 1);
    }
  }

  private static ServerOptions withLease(Duration lease) {
    return ServerOptions.DEFAULTS.withTurns(lease, 64L << 20);
  }

  /** Makes the attempts fail that come before the first turn. */
  private void disturbAtFirst(int run) {
    if (run <= Contender.PATIENCE) {
      onAnotherThread(() -> root.cookies().add(1));
    }
  }

  private void onAnotherThread(Runnable task) {
    try {
      get(threads.submit(task));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Turn takeTurn(StateEngine engine) {
    return Engines.get(engine.takeTurn(List.of()));
  }

  @Test
  void anInterruptEndsTheWaitForATurnAndHoldsNobodyUp() throws Exception {
    Turn turn = takeTurn(engines.child());
    BakeryState waiting = child();
    CountDownLatch conflicts = new CountDownLatch(Contender.PATIENCE);
    AtomicInteger runs = new AtomicInteger();
    Thread[] thread = new Thread[1];
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> ended =
        threads.submit(
            () -> {
              thread[0] = Thread.currentThread();
              begun.countDown();
              waiting.atomically(
                  b -> {
                    b.price(b.cookies());
                    disturbAtFirst(runs.incrementAndGet());
                    conflicts.countDown();
                  });
            });
    begun.await();
    assertThat(conflicts.await(20, TimeUnit.SECONDS)).isTrue();
    // It has had its conflicts, and asks for a turn or is about to.
    thread[0].interrupt();
    assertThatThrownBy(() -> get(ended)).hasCauseInstanceOf(WaitInterruptedException.class);
    assertThat(runs).hasValue(Contender.PATIENCE);
    turn.end();
    takeTurn(engines.root).end();
  }

  @Test
  void aHolderWhoseProcessIsGoneHoldsNobodyUp() throws Exception {
    try (Engines patient = new Engines(withLease(Duration.ofMinutes(10)));
        FaultProxy proxy = new FaultProxy(patient.server.endpoint(), 1)) {
      BakeryState near = Bakeries.of(patient.root);
      LinkOptions options =
          LinkOptions.to(Engines.get(patient.root.birth(BirthSpec.NOW)))
              .withEndpoint(proxy.endpoint());
      EngineSession holder = patient.connect(options);
      Turn turn = takeTurn(holder);
      Engines.get(turn.range(Keys.namespace("bakery")));
      CompletableFuture<Turn> next = patient.child().takeTurn(List.of());
      Future<?> write = threads.submit(() -> near.cookies().add(1));
      Engines.get(patient.root.ping());
      assertThat(next).isNotDone();
      proxy.refuse(true);
      proxy.cutAll();

      get(write);
      Engines.get(next).end();
    }
  }

  @Test
  void aTransactionSurvivesTheLossOfTheConnectionInItsTurn() throws Exception {
    try (Engines patient = new Engines(withLease(Duration.ofMinutes(10)));
        FaultProxy proxy = new FaultProxy(patient.server.endpoint(), 1)) {
      BakeryState near = Bakeries.of(patient.root);
      LinkOptions options =
          LinkOptions.to(Engines.get(patient.root.birth(BirthSpec.NOW)))
              .withEndpoint(proxy.endpoint());
      BakeryState far = Bakeries.of(patient.connect(options));
      AtomicInteger runs = new AtomicInteger();
      far.atomically(
          b -> {
            int cookies = b.cookies();
            int run = runs.incrementAndGet();
            if (run <= Contender.PATIENCE) {
              onAnotherThread(() -> near.cookies().add(1));
            } else if (run <= Contender.PATIENCE + 5) {
              // More often than a lease may be exceeded; but it was not.
              proxy.cutAll();
            }
            b.cookies(cookies + 100);
          });
      assertThat(near.cookies().get()).isEqualTo(Contender.PATIENCE + 100);
      assertThat(runs.get()).isGreaterThan(Contender.PATIENCE + 1);
    }
  }

  @Test
  void theThreadsOfOneProcessTakeTurnsToo() throws Exception {
    // The holder's own commits outside of the turn wait, and must not hold up those in it.
    Turn turn = takeTurn(engines.root);
    Engines.get(turn.range(Keys.namespace("bakery")));
    Semaphore done = new Semaphore(0);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      writers.add(
          threads.submit(
              () -> {
                root.cookies().add(1);
                done.release();
              }));
    }
    Engines.get(turn.range(Keys.namespace("bakery")));
    assertThat(done.availablePermits()).isZero();
    turn.end();
    for (Future<?> writer : writers) {
      get(writer);
    }
    assertThat(root.cookies().get()).isEqualTo(10);
  }
}
