package dev.zproc.runtime.internal.store;

import static dev.zproc.runtime.internal.store.StoreFixture.A;
import static dev.zproc.runtime.internal.store.StoreFixture.B;
import static dev.zproc.runtime.internal.store.StoreFixture.C;
import static dev.zproc.runtime.internal.store.StoreFixture.ME;
import static dev.zproc.runtime.internal.store.StoreFixture.OTHER;
import static dev.zproc.runtime.internal.store.StoreFixture.W;
import static dev.zproc.runtime.internal.store.StoreFixture.change;
import static dev.zproc.runtime.internal.store.StoreFixture.watchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreWatchTest {

  private static final KeyRange ALL = new KeyRange(Bytes.EMPTY, null);

  private final StoreFixture on = new StoreFixture();

  @Test
  void beginsAfterItsRevisionAndGoesOnWithoutAGap() {
    on.put(A, 1);
    on.put(A, 2);
    on.put(A, 3);
    on.watch(A, 1, 100);
    on.put(A, 4);
    on.put(B, 5);
    on.put(A, 6);

    assertThat(on.revisions()).containsExactly(2L, 3L, 4L, 6L);
  }

  @Test
  void deliversOnlyTheChangesThatMatch() {
    on.store.watch(
        W,
        new WatchSpec(new KeySelection(List.of(ALL), List.of(KeyRange.single(B))), 0, 0, true, 0),
        100);
    Operation a = new Operation.Put(A, Scalar.of(1));
    Operation b = new Operation.Put(B, Scalar.of(1));
    on.run(OTHER, a, b, new Operation.Put(C, Scalar.of(1)));
    on.run(OTHER, b);

    assertThat(on.told())
        .containsExactly(
            new CommitEvent(1, OTHER, List.of(change(A, null, 1), change(C, null, 1))));
  }

  @Test
  void aChangeInSeveralOfItsRangesComesOnce() {
    KeySelection twice =
        new KeySelection(
            List.of(ALL, KeyRange.prefix(A), KeyRange.single(A), KeyRange.single(A)), List.of());
    on.store.watch(W, new WatchSpec(twice, 0, 0, true, 0), 100);
    on.run(OTHER, new Operation.Put(A, Scalar.of(1)), new Operation.Put(B, Scalar.of(1)));
    on.put(A, 2);

    assertThat(on.told())
        .containsExactly(
            new CommitEvent(1, OTHER, List.of(change(A, null, 1), change(B, null, 1))),
            new CommitEvent(2, OTHER, List.of(change(A, 1, 2))));
  }

  @Test
  void skipsTheOriginItIsTold() {
    on.put(ME, A, Scalar.of(1));
    on.store.watch(W, new WatchSpec(KeySelection.of(ALL), 0, ME, true, 0), 100);
    on.put(ME, A, Scalar.of(2));
    on.put(A, 3);

    assertThat(on.revisions()).containsExactly(3L);
  }

  @Test
  void leavesOutIdenticalWritesUnlessTheyAreAskedFor() {
    on.put(A, 1);
    on.put(A, 1);
    on.store.watch(W, new WatchSpec(KeySelection.of(ALL), 0, 0, false, 0), 100);
    on.put(A, 1);
    on.put(A, 2);
    assertThat(on.revisions()).containsExactly(1L, 4L);
    on.store.cancel(W);

    on.store.watch(W, new WatchSpec(KeySelection.of(ALL), 0, 0, true, 0), 100);
    assertThat(on.revisions()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void endsAtItsLimit() {
    on.put(A, 1);
    on.store.watch(W, new WatchSpec(KeySelection.of(ALL), 0, 0, true, 2), 100);
    on.put(A, 2);
    on.put(A, 3);

    assertThat(on.revisions()).containsExactly(1L, 2L, -1L);
    assertThat(on.store.waits()).isEmpty();
    on.watch(A, 3, 1); // the key is free again
  }

  @Test
  void waitsForCreditAndReadsOnInHistory() {
    on.watch(A, 0, 1);
    on.put(A, 1);
    on.put(A, 2);
    on.put(A, 3);
    assertThat(on.revisions()).containsExactly(1L);
    assertThat(on.store.waits()).containsExactly(new Wait.OpenWatch(W, watchOf(A, 0), 0, 0, true));

    on.store.credit(W, 1);
    assertThat(on.revisions()).containsExactly(2L);
    on.store.credit(W, 5);
    assertThat(on.revisions()).containsExactly(3L);
    assertThat(on.store.waits()).containsExactly(new Wait.OpenWatch(W, watchOf(A, 0), 0, 4, false));
    on.put(A, 4);
    assertThat(on.revisions()).containsExactly(4L);
  }

  @Test
  void creditAddsUpWithoutOverflow() {
    on.watch(A, 0, Long.MAX_VALUE - 1);
    on.store.credit(W, Long.MAX_VALUE);
    on.put(A, 1);
    assertThat(on.store.waits().get(0).credit()).isEqualTo(Long.MAX_VALUE);
    assertThat(on.revisions()).containsExactly(1L);
  }

  @Test
  void isGoneAsSoonAsHistoryLosesWhatItHasNotBeenGiven() {
    StoreFixture small = StoreFixture.withHistory(2);
    small.watch(A, 0, 0);
    small.put(A, 1);
    small.put(B, 2);
    assertThat(small.told()).isEmpty();
    small.put(B, 3);
    assertThat(small.told()).containsExactly(new Recorder.Gone(1));
    assertThat(small.store.waits()).isEmpty();
  }

  @Test
  void isNotGoneIfHistoryLosesOnlyWhatItDoesNotLookFor() {
    StoreFixture small = StoreFixture.withHistory(2);
    small.watch(A, 0, 0);
    for (int i = 0; i < 10; i++) {
      small.put(B, i);
    }
    assertThat(small.told()).isEmpty();
    small.put(A, 1);
    small.store.credit(W, 1);
    assertThat(small.revisions()).containsExactly(11L);
  }

  @Test
  void skipsAheadToWhatItLooksForWhenCreditIsUsedUp() {
    StoreFixture small = StoreFixture.withHistory(3);
    small.watch(A, 0, 0);
    small.put(A, 1);
    small.put(B, 2);
    small.put(B, 3);
    small.store.credit(W, 1); // there is no more for it after revision 1
    small.put(B, 4);
    small.put(B, 5);
    small.put(A, 6);
    small.store.credit(W, 1);
    assertThat(small.revisions()).containsExactly(1L, 6L);
  }

  @Test
  void manyOnOneKeyEachGetTheirOwn() {
    for (int i = 0; i < 100; i++) {
      on.store.watch(new WatchKey(i, 1), watchOf(A, 0), i % 2);
    }
    on.put(A, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(on.recorder.take(new WatchKey(i, 1))).hasSize(i % 2);
    }
  }

  @Test
  void aCancelledOneIsLeftAlone() {
    on.watch(A, 0, 100);
    on.store.cancel(W);
    on.store.cancel(W);
    on.store.credit(W, 5);
    on.put(A, 1);
    assertThat(on.told()).isEmpty();
  }

  @Test
  void aSessionThatEndsTakesItsWatchesWithIt() {
    on.watch(A, 0, 100);
    on.store.watch(new WatchKey(ME, 8), watchOf(A, 0), 0);
    on.store.watch(new WatchKey(OTHER, 7), watchOf(A, 0), 100);
    on.put(A, 1);
    on.told();
    on.store.cancelSession(ME);
    on.put(A, 2);

    assertThat(on.told()).isEmpty();
    assertThat(on.recorder.take(new WatchKey(OTHER, 7))).hasSize(2);
    assertThat(on.store.waits()).extracting(Wait::key).containsExactly(new WatchKey(OTHER, 7));
  }

  @Test
  void refusesWhatMakesNoSense() {
    on.put(A, 1);
    on.watch(A, 1, 1);
    assertThatThrownBy(() -> on.watch(A, 1, 1))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessage("watch 7 is already open; cancel it first, or choose another number");
    WatchKey other = new WatchKey(ME, 9);
    rejects(() -> on.store.watch(other, watchOf(A, 2), 1), "no revision 2 yet");
    rejects(() -> on.store.watch(other, watchOf(A, -1), 1), "no revision -1 yet");
    rejects(() -> on.store.watch(other, watchOf(A, 1), -1), "credit is -1");
    rejects(() -> on.store.credit(W, -1), "credit is -1");
    WatchSpec negative = new WatchSpec(KeySelection.of(ALL), 0, 0, true, -3);
    rejects(() -> on.store.watch(other, negative, 1), "cannot end after -3 commits");
    assertThat(on.store.waits()).hasSize(1);
  }

  @Test
  void limitsAreNamedWhenTheyAreReached() {
    StoreFixture small = new StoreFixture(new StoreLimits(10, 10_000, 10, 10, 10, 3, 2));
    KeySelection four = new KeySelection(Collections.nCopies(4, ALL), List.of());
    rejects(
        () -> small.store.watch(W, new WatchSpec(four, 0, 0, true, 0), 1),
        "the watch has more than 3 terms, the limit (maxTerms)");
    small.store.watch(new WatchKey(ME, 1), watchOf(A, 0), 1);
    small.store.watch(new WatchKey(ME, 2), watchOf(A, 0), 1);
    small.store.watch(new WatchKey(OTHER, 2), watchOf(A, 0), 1);
    rejects(
        () -> small.store.watch(new WatchKey(ME, 3), watchOf(A, 0), 1),
        "the session has 2 watches open, which is the limit (maxWatches)");
  }

  @Test
  void theSinkMustNotCallBack() {
    Store[] self = new Store[1];
    Throwable[] thrown = new Throwable[1];
    WatchSink callsBack =
        new WatchSink() {
          @Override
          public void event(WatchKey watch, CommitEvent event) {
            try {
              self[0].cancel(watch);
            } catch (IllegalStateException e) {
              thrown[0] = e;
            }
          }

          @Override
          public void match(WatchKey wait, Match match) {}

          @Override
          public void gone(WatchKey watch, long oldest) {}

          @Override
          public void ended(WatchKey watch) {}
        };
    self[0] = new Store(StoreLimits.defaults(), callsBack);
    self[0].watch(W, watchOf(A, 0), 1);
    self[0].commit(
        OTHER, dev.zproc.runtime.internal.engine.Commit.of(new Operation.Put(A, Scalar.of(1))));
    assertThat(thrown[0]).hasMessage("a WatchSink must not call the store; hand over instead");
  }

  private static void rejects(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining(message);
  }
}
