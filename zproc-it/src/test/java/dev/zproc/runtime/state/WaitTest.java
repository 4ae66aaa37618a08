package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WaitTest extends StateTestBase {

  @Nested
  class Conditions {
    private final BakeryState mine = Bakeries.of(store.newSession());

    private void holdsAfter(Condition condition, Runnable write) throws Exception {
      assertThatThrownBy(() -> mine.fork().await(condition, Duration.ZERO))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContaining(condition.toString());
      Future<?> waiting = runInThread(() -> mine.await(condition, SOON));
      awaitWaiting(1);
      write.run();
      get(waiting);
      awaitWaiting(0);
    }

    @Test
    void aTimeOutTellsTheValues() {
      other.cookies().set(9);

      assertThatThrownBy(
              () ->
                  mine.await(
                      mine.cookies().greaterThan(1000).and(mine.open().equalTo(true)),
                      Duration.ofMillis(1)))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageEndingWith("within 1 ms; bakery.cookies = 9, bakery.open = false");
    }

    @Test
    void aChainOfAThousandPartsIsNotDeep() {
      for (BakeryState each : List.of(bakery, mine)) {
        Condition all = each.cookies().atLeast(0);
        Condition any = each.cookies().lessThan(0);
        for (int i = 0; i < 1_000; i++) {
          all = all.and(each.orders().absent("guest " + i));
          any = any.or(each.orders().available("guest " + i));
        }
        each.await(all.and(any.not()), SOON);
      }
    }

    @Test
    void conditionsHoldWhenTheyShould() throws Exception {
      holdsAfter(mine.cookies().atLeast(5), () -> other.cookies().set(5));
      holdsAfter(mine.cookies().atMost(-1), () -> other.cookies().set(-1));
      holdsAfter(mine.cookies().greaterThan(5), () -> other.cookies().set(6));
      holdsAfter(mine.cookies().lessThan(5), () -> other.cookies().set(4));
      holdsAfter(mine.cookies().notEqualTo(4), () -> other.cookies().remove());
      holdsAfter(mine.price().equalTo(3).not(), () -> other.price().set(4));
      holdsAfter(mine.open().equalTo(true), () -> other.open().set(true));
      holdsAfter(mine.size().equalTo(Size.BIG), () -> other.size().set(Size.BIG));
      holdsAfter(mine.names().equalTo(List.of("a")), () -> other.names().set(List.of("a")));
      holdsAfter(mine.last().notEqualTo(null), () -> other.last().set(Order.of("Ann", 1)));
      holdsAfter(mine.last().available().not(), () -> other.last().set(null));
      holdsAfter(mine.last().isNotNull(), () -> other.last().set(Order.of("Ann", 1)));
      holdsAfter(mine.last().isNull(), () -> other.last().set(null));
      holdsAfter(mine.names().notEqualTo(List.of("a")), () -> other.names().set(List.of("c")));
      holdsAfter(mine.price().absent(), () -> other.price().remove());
      holdsAfter(mine.price().available(), () -> other.price().set(3));
      holdsAfter(mine.price().absent().not().not(), () -> other.price().remove());
      holdsAfter(mine.open().notEqualTo(true), () -> other.open().set(false));
      holdsAfter(mine.open().truthy(), () -> other.open().set(true));
      holdsAfter(mine.weight().greaterThan(0.5), () -> other.weight().set(0.75));
      holdsAfter(mine.sold().atLeast(1), () -> other.sold().add(1));
      holdsAfter(mine.names().falsy(), () -> other.names().set(List.of()));
      holdsAfter(mine.names().truthy(), () -> other.names().set(List.of("b")));
      holdsAfter(mine.orders().available("Ann"), () -> other.orders().put("Ann", Order.of("A", 1)));
      holdsAfter(mine.orders().sizeAtLeast(2), () -> other.orders().put("Bob", Order.of("B", 1)));
      holdsAfter(
          mine.orders().equalTo("Bob", Order.of("B", 2)),
          () -> other.orders().put("Bob", Order.of("B", 2)));
      holdsAfter(
          mine.orders().notEqualTo("Bob", Order.of("B", 2)),
          () -> other.orders().put("Bob", Order.of("B", 3)));
      holdsAfter(mine.orders().absent("Bob"), () -> other.orders().remove("Bob"));
      holdsAfter(mine.orders().changed("Bob"), () -> other.orders().put("Bob", Order.of("B", 4)));
      holdsAfter(mine.orders().sizeAtMost(0), () -> other.orders().clear());
      holdsAfter(
          mine.cookies().atLeast(10).and(mine.price().atMost(4)).or(mine.sold().equalTo(99)),
          () -> other.cookies().set(10));
      holdsAfter(mine.cookies().changed(), () -> other.cookies().set(11));
      holdsAfter(mine.orders().changed(), () -> other.orders().put("C", Order.of("C", 1)));
      holdsAfter(mine.changed(), () -> other.sold().add(1));
      holdsAfter(
          mine.changed(mine.price(), mine.orders()),
          () -> {
            other.sold().add(1);
            other.orders().remove("C");
          });
    }

    @Test
    void whatHasNoOrderAtTheServerIsRefused() {
      assertThatThrownBy(() -> mine.size().atLeast(Size.BIG))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bakery.size")
          .hasMessageContaining("predicate");
      assertThatThrownBy(() -> mine.last().lessThan(null))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changedCountsOwnCommitsOnRequest() throws Exception {
      mine.cookies().set(1);
      Condition changed = mine.changed(mine.cookies()).and(mine.cookies().atLeast(1)).includeOwn();
      Future<?> waiting = runInThread(() -> mine.await(changed, SOON));
      awaitWaiting(1);
      mine.cookies().set(2);
      get(waiting);
    }

    @Test
    void changedSkipsCommitsOfThisProcess() throws Exception {
      Future<?> waiting = runInThread(() -> mine.await(mine.cookies().changed(), SOON));
      awaitWaiting(1);
      mine.cookies().set(1);
      mine.cookies().set(2);
      assertThat(waiting.isDone()).isFalse();
      other.cookies().set(3);
      get(waiting);
    }

    /** Every one of many moments of truth is found, however late, by one wait after another. */
    @Test
    void aStateThatIsTrueForOneRevisionIsNeverMissed() {
      int moments = Boolean.getBoolean("zproc.full") ? 2000 : 100;
      for (int i = 1; i <= moments; i++) {
        int now = i;
        other.atomically(
            draft -> {
              draft.open(true);
              draft.cookies(now);
            });
        other.open().set(false);
      }
      Condition open = mine.open().equalTo(true);
      for (int i = 1; i <= moments; i++) {
        Bakery then = i % 2 == 0 ? mine.await(open, SOON) : mine.await(Bakery::open, SOON);
        assertThat(then.cookies()).isEqualTo(i);
        mine.await(open.not(), SOON);
      }
    }

    @Test
    void aConditionOnceTrueIsFoundAfterTheFact() {
      other.cookies().set(7);
      other.cookies().set(0);
      Bakery then = mine.await(mine.cookies().equalTo(7), SOON);
      assertThat(then.cookies()).isEqualTo(7);
      assertThat(mine.cookies().get()).isZero();
    }
  }

  @Test
  void awaitBeginsAtTheHorizonSoThatNothingIsMissed() {
    bakery.snapshot();
    other.cookies().set(5);
    other.cookies().set(0);
    Bakery seen = bakery.await(b -> b.cookies() == 5, SOON);
    assertThat(seen.cookies()).isEqualTo(5);
    assertThat(bakery.meta().horizon()).isLessThan(bakery.meta().newestRevision());
  }

  @Test
  void aReadMovesTheHorizonPastWhatItHasSeen() {
    other.cookies().set(5);
    other.cookies().set(0);
    assertThat(bakery.cookies().get()).isZero();
    assertThatThrownBy(() -> bakery.await(b -> b.cookies() == 5, SHORT))
        .isInstanceOf(WaitTimeoutException.class);
  }

  @Test
  void aPredicateSeesEveryRevision() throws Exception {
    Future<Bakery> waiting = inThread(() -> bakery.await(b -> b.cookies() == 50, SOON));
    for (int i = 1; i <= 100; i++) {
      other.cookies().set(i);
    }
    assertThat(get(waiting).cookies()).isEqualTo(50);
    awaitWaiting(0);
  }

  @Test
  void whatAPredicateThrowsEndsTheWait() {
    RuntimeException mine = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                bakery.await(
                    b -> {
                      throw mine;
                    }))
        .isSameAs(mine);
  }

  @Test
  void aTimeoutIsNeverEarly() {
    long begin = System.nanoTime();
    assertThatThrownBy(() -> bakery.await(b -> false, SHORT))
        .isInstanceOf(WaitTimeoutException.class);
    assertThatThrownBy(() -> bakery.cookies().awaitChange(SHORT))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("bakery[cookies]");
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * SHORT.toNanos());
    awaitWaiting(0);
  }

  @Test
  void successiveCallsSeeSuccessiveChanges() {
    other.cookies().set(1);
    other.price().set(9);
    other.cookies().set(2);
    other.cookies().set(2); // identical: no change
    other.cookies().remove();
    assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(1);
    assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(2);
    assertThat(bakery.cookies().awaitChange(SOON)).isZero();
    assertThatThrownBy(() -> bakery.cookies().awaitChange(SHORT))
        .isInstanceOf(WaitTimeoutException.class);
  }

  @Test
  void noChangeIsMissedOrToldTwiceWhileManyWrite() throws Exception {
    int each = Boolean.getBoolean("zproc.full") ? 1000 : 100;
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      BakeryState mine = i % 2 == 0 ? bakery : other;
      writers.add(
          runInThread(
              () -> {
                for (int k = 0; k < each; k++) {
                  mine.cookies().add(1);
                  mine.sold().add(1);
                }
              }));
    }
    for (int i = 1; i <= 4 * each; i++) {
      assertThat(bakery.cookies().awaitChange(SOON, ChangeOption.INCLUDE_OWN)).isEqualTo(i);
    }
    for (Future<?> writer : writers) {
      get(writer);
    }
  }

  @Test
  void snapshotsThatAPredicateKeepsDoNotChange() throws Exception {
    List<Bakery> kept = new CopyOnWriteArrayList<>();
    Future<?> waiting =
        inThread(
            () ->
                bakery.await(
                    b -> {
                      kept.add(b);
                      return b.cookies() == 20;
                    },
                    SOON));
    for (int i = 1; i <= 20; i++) {
      int cookies = i;
      other.atomically(
          b -> {
            b.cookies(cookies);
            b.orders().put("o" + cookies, Order.of("Ann", cookies));
            b.orders().remove("o" + (cookies - 2));
          });
    }
    get(waiting);
    assertThat(kept.get(kept.size() - 1).cookies()).isEqualTo(20);
    for (Bakery b : kept) {
      int cookies = b.cookies();
      assertThat(b.orders().size()).isEqualTo(Math.min(cookies, 2));
      if (cookies > 0) {
        assertThat(b.orders().get("o" + cookies)).isEqualTo(Order.of("Ann", cookies));
      }
    }
  }

  @Test
  void ownChangesWakeNobodyUnlessAskedFor() {
    bakery.cookies().set(1);
    assertThatThrownBy(() -> bakery.cookies().awaitChange(SHORT))
        .isInstanceOf(WaitTimeoutException.class);
    assertThat(bakery.cookies().awaitChange(SOON, ChangeOption.INCLUDE_OWN)).isEqualTo(1);
    bakery.cookies().set(1);
    assertThat(
            bakery
                .cookies()
                .awaitChange(SOON, ChangeOption.INCLUDE_OWN, ChangeOption.INCLUDE_IDENTICAL))
        .isEqualTo(1);
  }

  @Test
  void aForkHasACopyOfTheCursors() {
    other.cookies().set(1);
    other.cookies().set(2);
    assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(1);
    BakeryState fork = bakery.fork();
    assertThat(fork.cookies().awaitChange(SOON)).isEqualTo(2);
    assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(2);
  }

  @Test
  void aChildsCursorsBeginAtItsBirth() {
    long birth = bakery.meta().newestRevision();
    other.cookies().set(1);
    BakeryState child = Bakeries.of(store.newSession(), birth);
    assertThat(child.cookies().get()).isEqualTo(1);
    assertThat(child.cookies().awaitChange(SOON)).isEqualTo(1);
    assertThat(child.meta().birth()).isEqualTo(birth);
  }

  @Test
  void goLiveSkipsWhatHasHappened() {
    other.cookies().set(1);
    bakery.goLive();
    assertThatThrownBy(() -> bakery.cookies().awaitChange(SHORT))
        .isInstanceOf(WaitTimeoutException.class);
    other.cookies().set(2);
    other.cookies().set(3);
    assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(2);
    bakery.goLive();
    assertThatThrownBy(() -> bakery.cookies().awaitChange(SHORT))
        .isInstanceOf(WaitTimeoutException.class);
  }

  @Test
  void anyKeyCanBeWaitedFor() {
    other.price().set(4);
    other.orders().put("Ann", Order.of("Ann", 1));
    Change<Bakery> first = bakery.awaitChange(SOON);
    assertThat(first.keys()).containsExactly("price");
    assertThat(first.value(bakery.price())).isEqualTo(4);
    assertThat(first.previous(bakery.price())).isEqualTo(3);
    assertThat(first.isOwn()).isFalse();
    Change<Bakery> second = bakery.awaitChange(SOON);
    assertThat(second.keys()).containsExactly("orders");
    assertThat(second.entries(bakery.orders()))
        .containsExactly(new Change.EntryChange<>("Ann", Order.of("Ann", 1), null));
    assertThat(second.snapshot().price()).isEqualTo(4);
    bakery.orders().awaitChange(SOON);
  }

  @Test
  void threadsThatShareACursorShareTheChanges() throws Exception {
    Future<Integer> one = inThread(() -> bakery.cookies().awaitChange(SOON));
    Future<Integer> two = inThread(() -> bakery.cookies().awaitChange(SOON));
    awaitWaiting(2);
    other.cookies().set(1);
    other.cookies().set(2);
    assertThat(List.of(get(one), get(two))).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void anInterruptEndsAWaitAndLeavesNothingBehind() throws Exception {
    for (Runnable wait :
        List.<Runnable>of(
            () -> bakery.await(b -> false),
            () -> bakery.await(bakery.cookies().atLeast(1)),
            () -> bakery.cookies().awaitChange())) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicReference<Boolean> flag = new AtomicReference<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  wait.run();
                } catch (Throwable e) {
                  thrown.set(e);
                  flag.set(Thread.currentThread().isInterrupted());
                }
              });
      thread.start();
      awaitWaiting(1);
      thread.interrupt();
      thread.join(SOON.toMillis());
      assertThat(thrown.get()).isInstanceOf(WaitInterruptedException.class);
      assertThat(flag.get()).isTrue();
      awaitWaiting(0);
    }
  }

  @Test
  void aDyingServerEndsWaits() throws Exception {
    Future<?> waiting = runInThread(() -> other.await(other.cookies().atLeast(1)));
    Future<?> watching = runInThread(() -> other.cookies().awaitChange());
    awaitWaiting(2);
    store.die();
    for (Future<?> each : List.of(waiting, watching)) {
      assertThatThrownBy(() -> get(each)).hasCauseInstanceOf(ServerGoneException.class);
    }
  }

  @Nested
  class WithAShortHistory extends StateTestBase {
    @Override
    Backend store() {
      return WaitTest.this.store(StoreLimits.defaults().withHistory(5, 1 << 20));
    }

    @Test
    void awaitBeginsAtTheNewestRevisionWhereTheHorizonIsGone() {
      for (int i = 1; i <= 20; i++) {
        other.cookies().set(i);
      }
      assertThat(bakery.await(b -> b.cookies() > 0, SOON).cookies()).isEqualTo(20);
      bakery.goLive();
      for (int i = 21; i <= 40; i++) {
        other.cookies().set(i);
      }
      assertThat(bakery.await(bakery.cookies().greaterThan(20), SOON).cookies()).isEqualTo(40);
    }

    @Test
    void awaitChangeSaysThatHistoryIsGone() {
      for (int i = 1; i <= 20; i++) {
        other.cookies().set(i);
      }
      assertThatThrownBy(() -> bakery.cookies().awaitChange(SOON))
          .isInstanceOf(HistoryGoneException.class)
          .extracting(e -> ((HistoryGoneException) e).oldestRevision())
          .isEqualTo(bakery.meta().newestRevision() - 5);
      assertThatThrownBy(() -> bakery.snapshotAt(2)).isInstanceOf(HistoryGoneException.class);
      bakery.goLive();
      other.cookies().set(99);
      assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(99);
    }
  }
}
