package dev.zproc.runtime.state;

import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WatchTest extends StateTestBase {

  @Test
  void aBufferedWatchDeliversEveryChangeSinceBirthOnceAndInOrder() {
    BakeryState watcher = bakery.fork(); // which commits nothing itself
    int many = 1000; // more than the window
    for (int i = 1; i <= many; i++) {
      (i % 2 == 0 ? bakery : other).cookies().set(i);
    }
    List<Integer> seen = new ArrayList<>();
    List<Boolean> own = new ArrayList<>();
    try (Watch<Bakery> watch = watcher.watch(bakery.cookies()).limit(many).open()) {
      for (Change<Bakery> change : watch) {
        seen.add(change.value(bakery.cookies()));
        own.add(change.isOwn());
      }
      assertThatThrownBy(watch::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(seen).hasSize(many).isSorted().doesNotHaveDuplicates();
    assertThat(own).startsWith(false, true, false, true);
    awaitWaiting(0);
  }

  @Test
  void keysCanBeChosenAndLeftOut() {
    BakeryState second = bakery.fork();
    other.cookies().set(1);
    other.price().set(2);
    other.orders().put("Ann", Order.of("Ann", 1));
    other.sold().set(3);
    try (Watch<Bakery> watch = bakery.watch().except(bakery.cookies(), bakery.orders()).open()) {
      assertThat(watch.next(SOON).keys()).containsExactly("price");
      assertThat(watch.next(SOON).keys()).containsExactly("sold");
      assertThat(watch.poll()).isEmpty();
    }
    try (Watch<Bakery> watch = second.watch(bakery.orders(), bakery.sold()).open()) {
      Change<Bakery> first = watch.next(SOON);
      assertThat(first.changed(bakery.orders())).isTrue();
      assertThatThrownBy(() -> first.value(bakery.sold()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("did not change bakery.sold");
      assertThat(watch.next(SOON).previous(bakery.sold())).isZero();
    }
  }

  @Test
  void aListIsToldAsItWasBeforeAndAfter() {
    other.names().append("Ann");
    other.names().append("Bob");
    other.names().set(List.of());
    try (Watch<Bakery> watch = bakery.watch(bakery.names()).open()) {
      Change<Bakery> first = watch.next(SOON);
      assertThat(first.previous(bakery.names())).isEmpty();
      assertThat(first.value(bakery.names())).containsExactly("Ann");
      Change<Bakery> second = watch.next(SOON);
      assertThat(second.previous(bakery.names())).containsExactly("Ann");
      assertThat(second.value(bakery.names())).containsExactly("Ann", "Bob");
      assertThat(watch.next(SOON).value(bakery.names())).isEmpty();
      assertThatThrownBy(() -> second.value(bakery.cookies()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void identicalAndOwnChangesAreAMatterOfChoice() {
    bakery.cookies().set(1);
    BakeryState second = bakery.fork();
    other.cookies().set(1);
    other.cookies().set(2);
    try (Watch<Bakery> watch = bakery.watch().excludeOwn().open()) {
      assertThat(watch.next(SOON).value(bakery.cookies())).isEqualTo(2);
    }
    try (Watch<Bakery> watch = second.watch().includeIdentical().excludeOwn().open()) {
      assertThat(watch.next(SOON).value(bakery.cookies())).isEqualTo(1);
    }
  }

  @Test
  void fromAndGoLiveSayWhereToBegin() {
    other.cookies().set(1);
    long between = other.meta().newestRevision();
    other.cookies().set(2);
    try (Watch<Bakery> watch = bakery.watch().from(between).open()) {
      assertThat(watch.next(SOON).value(bakery.cookies())).isEqualTo(2);
    }
    try (Watch<Bakery> watch = bakery.watch().open()) {
      watch.goLive();
      other.cookies().set(3);
      assertThat(watch.next(SOON).value(bakery.cookies())).isEqualTo(3);
    }
  }

  @Test
  void aLiveWatchIsUpToDateRatherThanComplete() throws Exception {
    other.cookies().set(1);
    try (Watch<Bakery> watch = bakery.watch().live().open()) {
      assertThatThrownBy(() -> watch.next(SHORT)).isInstanceOf(WaitTimeoutException.class);
      for (int i = 2; i <= 50; i++) {
        other.cookies().set(i);
      }
      bakery.meta().newestRevision(); // what the store sent before this has arrived
      assertThat(watch.next(SOON).value(bakery.cookies())).isEqualTo(50);
      assertThat(watch.poll()).isEmpty();
    }
  }

  @Test
  void theLimitEndsTheWaitsOfAllThreads() throws Exception {
    try (Watch<Bakery> watch = bakery.watch().limit(1).open()) {
      List<Future<Integer>> loops = new ArrayList<>();
      Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < 2; i++) {
        loops.add(
            inThread(
                () -> {
                  waiting.add(Thread.currentThread());
                  int seen = 0;
                  for (Change<Bakery> change : watch) {
                    seen++;
                  }
                  return seen;
                }));
      }
      await()
          .pollInterval(Duration.ofMillis(2))
          .until(
              () ->
                  waiting.stream().map(Thread::getState).filter(TIMED_WAITING::equals).count()
                      == 2);
      other.cookies().set(1);
      assertThat(get(loops.get(0)) + get(loops.get(1))).isEqualTo(1);
      assertThatThrownBy(() -> watch.next(SOON)).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void closingEndsALoopInAnotherThread() throws Exception {
    Watch<Bakery> watch = bakery.watch().open();
    Future<Integer> loop =
        inThread(
            () -> {
              int seen = 0;
              for (Change<Bakery> change : watch) {
                seen++;
              }
              return seen;
            });
    other.cookies().set(1);
    watch.close();
    assertThat(get(loop)).isLessThanOrEqualTo(1);
    assertThatThrownBy(watch::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    awaitWaiting(0);
  }

  @Test
  void thePastCanBeRead() {
    other.cookies().set(1);
    long first = other.meta().newestRevision();
    other.cookies().set(2);
    other.cookies().set(2);
    other.orders().put("Ann", Order.of("Ann", 1));
    long last = other.meta().newestRevision();
    assertThat(bakery.snapshotAt(first).cookies()).isEqualTo(1);
    assertThat(bakery.snapshotAt(first).orders()).isEmpty();
    assertThat(bakery.snapshotAt(last).orders()).hasSize(1);

    assertThat(bakery.history(first, last))
        .extracting(Change::revision)
        .containsExactly(first + 1, last);
    assertThat(bakery.history(first - 1, first + 1)).hasSize(2);
    assertThat(bakery.history(first, first)).isEmpty();
    assertThatThrownBy(() -> bakery.snapshotAt(last + 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no revision " + (last + 1000));
    assertThatThrownBy(() -> bakery.watch().from(last + 1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(bakery.history(first, last + 100)).hasSize(2);
    other.clear();
    assertThat(bakery.history(last, last + 100))
        .flatExtracting(Change::keys)
        .containsExactlyInAnyOrder("cookies", "orders");
  }

  @Test
  void aLongPastIsReadToItsEnd() {
    long from = bakery.meta().newestRevision();
    int many = 700; // several windows, and not a multiple of what comes at once
    for (int i = 1; i <= many; i++) {
      bakery.cookies().set(i);
    }
    for (BakeryState each : List.of(bakery, other)) {
      assertThat(each.history(from, Long.MAX_VALUE))
          .extracting(change -> change.value(bakery.cookies()))
          .hasSize(many)
          .isSorted()
          .endsWith(many);
    }
  }

  @Nested
  class WithAShortHistory extends StateTestBase {
    @Override
    Backend store() {
      return WatchTest.this.store(StoreLimits.defaults().withHistory(5, 1 << 20));
    }

    @Test
    void aBufferedWatchSaysThatHistoryIsGoneAndALiveOneGoesOn() {
      for (int i = 1; i <= 20; i++) {
        other.cookies().set(i);
      }
      try (Watch<Bakery> watch = bakery.watch().open()) {
        assertThatThrownBy(() -> watch.next(SOON)).isInstanceOf(HistoryGoneException.class);
      }
      assertThatThrownBy(() -> bakery.history(1, 20)).isInstanceOf(HistoryGoneException.class);
      try (Watch<Bakery> watch = bakery.watch().live().open()) {
        for (int i = 21; i <= 2000; i++) { // far over window and history
          other.cookies().set(i);
        }
        int seen = 0;
        while (seen < 2000) {
          seen = watch.next(SOON).value(bakery.cookies());
        }
        assertThat(seen).isEqualTo(2000);
      }
    }
  }
}
