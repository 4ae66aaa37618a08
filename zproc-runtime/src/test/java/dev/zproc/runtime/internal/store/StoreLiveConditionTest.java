package dev.zproc.runtime.internal.store;

import static dev.zproc.runtime.internal.store.StoreFixture.A;
import static dev.zproc.runtime.internal.store.StoreFixture.B;
import static dev.zproc.runtime.internal.store.StoreFixture.C;
import static dev.zproc.runtime.internal.store.StoreFixture.ME;
import static dev.zproc.runtime.internal.store.StoreFixture.OTHER;
import static dev.zproc.runtime.internal.store.StoreFixture.W;
import static dev.zproc.runtime.internal.store.StoreFixture.above;
import static dev.zproc.runtime.internal.store.StoreFixture.and;
import static dev.zproc.runtime.internal.store.StoreFixture.capturing;
import static dev.zproc.runtime.internal.store.StoreFixture.changed;
import static dev.zproc.runtime.internal.store.StoreFixture.equalTo;
import static dev.zproc.runtime.internal.store.StoreFixture.from;
import static dev.zproc.runtime.internal.store.StoreFixture.live;
import static dev.zproc.runtime.internal.store.StoreFixture.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreLiveConditionTest {

  private final StoreFixture on = new StoreFixture();

  private static ConditionSpec liveOnce(Criterion criterion) {
    return new ConditionSpec(criterion, 0, ME, false, true, List.of());
  }

  @Test
  void withCreditEachRevisionIsEvaluated() {
    on.store.await(W, live(above(A, 4)), 9);
    on.put(A, 5);
    on.put(B, 1);
    on.put(A, 6);
    on.put(A, 1);
    assertThat(on.revisions()).containsExactly(1L, 3L);
  }

  @Test
  void whatHappensWithoutCreditIsOneMatchOfTheNewestState() {
    on.store.await(W, capturing(live(changed(A)), KeyRange.single(A)), 1);
    on.put(A, 1);
    on.put(A, 2);
    on.put(A, 3);
    on.put(B, 9);
    assertThat(on.revisions()).containsExactly(1L);
    on.store.credit(W, 5);
    assertThat(on.told())
        .containsExactly(new Match(4, OTHER, List.of(new Entry(A, Scalar.of(3), 1, 3))));
    on.store.credit(W, 5);
    assertThat(on.told()).as("nothing new").isEmpty();
  }

  @Test
  void changesAtDifferentRevisionsWithoutCreditAreTakenTogether() {
    on.store.await(W, live(and(changed(A), changed(B))), 0);
    on.put(A, 1);
    on.put(B, 1);
    on.store.credit(W, 2);
    assertThat(on.revisions()).containsExactly(2L);
    on.put(A, 2);
    on.put(B, 2);
    assertThat(on.told()).as("with credit each is evaluated on its own").isEmpty();
  }

  @Test
  void whatHeldOnlyInBetweenIsNoMatch() {
    on.store.await(W, live(equalTo(A, 5)), 0);
    on.put(A, 5);
    on.put(A, 6);
    on.store.credit(W, 1);
    assertThat(on.told()).isEmpty();
    on.put(A, 5);
    assertThat(on.revisions()).containsExactly(3L);
  }

  @Test
  void ownWritesCauseNoMatchButTheirValuesCount() {
    on.store.await(W, live(above(A, 4)), 0);
    on.store.credit(W, 1);
    on.put(ME, A, Scalar.of(5));
    assertThat(on.told()).isEmpty();
    on.put(A, 6);
    assertThat(on.revisions()).containsExactly(2L);
    on.put(A, 7);
    on.put(ME, A, Scalar.of(1));
    on.store.credit(W, 1);
    assertThat(on.told()).as("what it did itself undid the other's").isEmpty();
  }

  @Test
  void aWriteByAnotherCausesAMatchEvenIfAnOwnOneRestoredTheValue() {
    on.put(A, 1);
    on.store.await(W, live(equalTo(A, 1)), 1);
    assertThat(on.revisions()).containsExactly(1L);
    on.put(A, 2);
    on.put(ME, A, Scalar.of(1));
    on.store.credit(W, 1);
    assertThat(on.told()).containsExactly(new Match(3, OTHER, List.of()));
  }

  @Test
  void aChangeByAnotherIsNotForgottenForAnOwnOneAfterIt() {
    on.store.await(W, live(changed(A)), 0);
    on.put(A, 1);
    on.put(ME, B, Scalar.of(1));
    on.put(ME, A, Scalar.of(2));
    on.store.credit(W, 1);
    assertThat(on.told()).containsExactly(new Match(3, OTHER, List.of()));
  }

  @Test
  void needsNoHistory() {
    StoreFixture small = StoreFixture.withHistory(1);
    small.store.await(W, live(changed(A)), 0);
    small.put(A, 1);
    for (int i = 0; i < 9; i++) {
      small.put(B, i);
    }
    small.store.credit(W, 1);
    assertThat(small.revisions()).containsExactly(10L);
    small.store.await(new WatchKey(ME, 8), from(2, live(equalTo(A, 1))), 1);
    assertThat(small.recorder.take(new WatchKey(ME, 8)))
        .containsExactly(new Match(10, 0, List.of()));
  }

  @Test
  void fromThePastItSeesWhatHasChangedSince() {
    on.put(A, 1);
    on.put(A, 2);
    on.put(B, 2);
    on.store.await(W, from(1, live(changed(A))), 1);
    assertThat(on.told()).containsExactly(new Match(3, OTHER, List.of()));
    on.store.cancel(W);
    on.store.await(W, from(2, live(changed(A))), 1);
    assertThat(on.told()).isEmpty();
  }

  @Test
  void onceEndsAtItsFirstMatch() {
    on.put(A, 5);
    on.store.await(W, liveOnce(above(A, 4)), 0);
    on.put(A, 1);
    on.store.credit(W, 1);
    assertThat(on.told()).as("held before there was credit only").isEmpty();
    on.put(ME, A, Scalar.of(6));
    on.put(A, 7);
    assertThat(on.told()).containsExactly(new Match(3, ME, List.of()), new Recorder.Ended());
  }

  @Test
  void onceHoldsAtTheNextRevisionIfOnlyAChangeKeptItFromHolding() {
    on.store.await(W, liveOnce(and(not(changed(A)), equalTo(A, 5))), 1);
    on.put(A, 5);
    assertThat(on.told()).isEmpty();
    on.put(C, 1);
    assertThat(on.told()).containsExactly(new Match(2, OTHER, List.of()), new Recorder.Ended());
  }

  @Test
  void identicalWritesCauseNoMatch() {
    on.put(A, 5);
    on.store.await(W, live(above(A, 4)), 9);
    on.put(A, 5);
    assertThat(on.told()).containsExactly(new Match(1, 0, List.of()));
  }

  @Test
  void isDescribedAsMatchedWhileAnEvaluationIsDue() {
    ConditionSpec spec = live(changed(A));
    on.store.await(W, spec, 1);
    assertThat(on.store.waits()).containsExactly(new Wait.OpenCondition(W, spec, 0, 1, false));
    on.put(A, 1);
    on.put(A, 2);
    assertThat(on.store.waits()).containsExactly(new Wait.OpenCondition(W, spec, 0, 0, true));
  }
}
