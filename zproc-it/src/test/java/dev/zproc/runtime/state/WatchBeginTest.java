package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Where waits begin: at what their accessor has last seen, and what it is told that is too late.
 */
class WatchBeginTest extends StateTestBase {

  private static int next(BakeryState state) {
    try (Watch<Bakery> watch = state.watch(state.cookies()).open()) {
      return watch.next(SOON).value(state.cookies());
    }
  }

  @Test
  void readsOwnCommitsAndWaitsAreSeen() {
    other.cookies().set(1);
    assertThat(next(bakery.fork())).isEqualTo(1);
    bakery.price().get();
    other.cookies().set(2);
    assertThat(next(bakery.fork())).isEqualTo(2);
    bakery.sold().add(1);
    other.cookies().set(3);
    assertThat(next(bakery.fork())).isEqualTo(3);
    bakery.await(bakery.cookies().equalTo(3), SOON);
    other.cookies().set(4);
    assertThat(next(bakery.fork())).isEqualTo(4);
    bakery.cookies().awaitChange(SOON); // told of the first
    assertThat(next(bakery)).isEqualTo(4); // which takes back nothing of what was seen
    other.cookies().set(5);
    assertThat(next(bakery)).isEqualTo(5);
  }

  @Test
  void whatIsAskedForBeforeACommitIsToldOfIt() throws Exception {
    for (int i = 1; i <= 50; i++) {
      CompletableFuture<Change<Bakery>> first = bakery.watch(bakery.cookies()).first();
      bakery.cookies().set(i);
      assertThat(get(first).value(bakery.cookies())).isEqualTo(i);
    }
  }

  @Test
  void awaitChangeStillTellsOfEachKeySinceTheBeginning() {
    other.price().set(4);
    other.cookies().set(1);
    assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(1);
    assertThat(bakery.price().awaitChange(SOON)).isEqualTo(4);
  }

  @Test
  void fromTheBeginningIsAllThatThereWas() {
    try (Backend fresh = store(StoreLimits.defaults())) {
      BakeryState state = Bakeries.of(fresh.newSession());
      assertThat(state.history(0, Long.MAX_VALUE)).isEmpty();
      state.cookies().set(1);
      assertThat(state.history(0, Long.MAX_VALUE)).hasSize(1);
      assertThat(state.history(1, Long.MAX_VALUE)).hasSize(1);
      try (Watch<Bakery> watch = state.watch().from(0).open()) {
        assertThat(watch.next(SOON).value(state.cookies())).isEqualTo(1);
      }
    }
  }

  @Nested
  class WithAShortHistory extends StateTestBase {
    @Override
    Backend store() {
      return WatchBeginTest.this.store(StoreLimits.defaults().withHistory(5, 1 << 20));
    }

    private void live(Consumer<Integer> commit) {
      for (int i = 1; i <= 50; i++) {
        commit.accept(i);
      }
    }

    @Test
    void whoHasSeenWhatHappenedLatelyCanWatchFromThere() {
      live(i -> bakery.cookies().set(i)); // own commits alone
      other.cookies().set(51);
      assertThat(next(bakery)).isEqualTo(51);
      live(i -> other.cookies().set(100 + i));
      bakery.price().get(); // a read alone
      other.cookies().set(151);
      assertThat(next(bakery)).isEqualTo(151);
    }

    @Test
    void soWithTheFirstAwaitChange() {
      live(
          i -> {
            other.cookies().set(i);
            bakery.cookies().get();
          });
      other.cookies().set(51);
      assertThat(bakery.cookies().awaitChange(SOON)).isEqualTo(51);
      live(
          i -> {
            other.cookies().set(100 + i);
            bakery.cookies().get();
          });
      // From here on it would be missing some that it was about to be told.
      assertThatThrownBy(() -> bakery.cookies().awaitChange(SOON))
          .isInstanceOf(HistoryGoneException.class);
    }

    @Test
    void whoHasSeenNothingForSoLongIsTold() {
      live(i -> other.cookies().set(i));
      assertThatThrownBy(() -> next(bakery.fork())).isInstanceOf(HistoryGoneException.class);
      assertThatThrownBy(() -> bakery.cookies().awaitChange(SOON))
          .isInstanceOf(HistoryGoneException.class);
      assertThatThrownBy(() -> bakery.history(0, 10)).isInstanceOf(HistoryGoneException.class);
    }

    @Test
    void theOldestRevisionIsThatOfNow() throws Exception {
      BakeryState late = bakery.fork();
      try (Watch<Bakery> watch = bakery.watch().open()) {
        live(i -> other.cookies().set(i));
        // The watch has a window, so that what is gone is found out only now and then.
        live(i -> live(k -> other.cookies().set(100 * i + k)));
        assertThatThrownBy(
                () -> {
                  while (true) {
                    watch.next(SOON);
                  }
                })
            .isInstanceOfSatisfying(
                HistoryGoneException.class,
                gone -> {
                  assertThat(gone.oldestRevision()).isEqualTo(other.meta().newestRevision() - 5);
                  try (Watch<Bakery> rest = bakery.watch().from(gone.oldestRevision()).open()) {
                    assertThat(rest.next(SOON).revision()).isEqualTo(gone.oldestRevision() + 1);
                  }
                });
      }
      assertThatThrownBy(() -> get(late.watch().first()))
          .cause()
          .isInstanceOfSatisfying(
              HistoryGoneException.class,
              gone ->
                  assertThat(gone.oldestRevision()).isEqualTo(other.meta().newestRevision() - 5));
    }
  }
}
