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
import static dev.zproc.runtime.internal.store.StoreFixture.is;
import static dev.zproc.runtime.internal.store.StoreFixture.not;
import static dev.zproc.runtime.internal.store.StoreFixture.once;
import static dev.zproc.runtime.internal.store.StoreFixture.or;
import static dev.zproc.runtime.internal.store.StoreFixture.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Waits for the first match, and for every match; {@link StoreLiveConditionTest} has the live ones.
 */
class StoreConditionTest {

  private static final KeyRange ALL = new KeyRange(Bytes.EMPTY, null);

  private final StoreFixture on = new StoreFixture();

  @Test
  void holdsAtTheRevisionFromWhichItWaits() {
    on.put(A, 5);
    on.store.await(W, once(above(A, 4)), 1);
    assertThat(on.told()).containsExactly(new Match(1, 0, List.of()), new Recorder.Ended());
  }

  @Test
  void holdsAtTheFirstLaterRevisionAndOnce() {
    on.store.await(W, once(above(A, 4)), 5);
    on.put(A, 4);
    on.put(A, 5);
    on.put(A, 6);
    assertThat(on.told()).containsExactly(new Match(2, OTHER, List.of()), new Recorder.Ended());
    assertThat(on.store.waits()).isEmpty();
  }

  @Test
  void holdsAtTheFirstPastRevisionEvenIfNotAnyMore() {
    on.put(A, 1);
    on.put(A, 5);
    on.put(A, 2);
    on.store.await(W, from(1, once(above(A, 4))), 1);
    assertThat(on.revisions()).containsExactly(2L, -1L);
  }

  @Test
  void theFirstMatchIsKeptAsItWasUntilThereIsCredit() {
    StoreFixture small = StoreFixture.withHistory(1);
    small.put(B, 7);
    small.store.await(W, capturing(once(equalTo(A, 1)), KeyRange.single(B), ALL), 0);
    small.put(A, 1);
    small.put(A, 2);
    small.run(OTHER, new Operation.DeleteRange(ALL));
    small.put(C, 1);
    assertThat(small.told()).isEmpty();
    assertThat(small.store.waits()).hasSize(1);

    small.store.credit(W, 1);
    Entry a = new Entry(A, Scalar.of(1), 2, 2);
    Entry b = new Entry(B, Scalar.of(7), 1, 1);
    assertThat(small.told())
        .containsExactly(new Match(2, OTHER, List.of(a, b)), new Recorder.Ended());
  }

  @Test
  void aBeginningThatHistoryHasLostIsGone() {
    StoreFixture small = StoreFixture.withHistory(1);
    small.put(A, 1);
    small.put(A, 2);
    small.put(A, 3);
    small.store.await(W, from(1, once(equalTo(A, 1))), 1);
    assertThat(small.told()).containsExactly(new Recorder.Gone(2));
    small.store.await(W, from(1, repeat(equalTo(A, 1))), 1);
    assertThat(small.told()).containsExactly(new Recorder.Gone(2));
    small.store.await(W, from(2, once(equalTo(A, 2))), 1);
    assertThat(small.revisions()).containsExactly(2L, -1L);
  }

  @Test
  void changedHoldsNeitherAtTheBeginningNorForOwnOrIdenticalWrites() {
    on.put(A, 1);
    on.store.await(W, once(changed(A)), 1);
    on.put(A, 1);
    on.put(ME, A, Scalar.of(2));
    on.put(B, 1);
    assertThat(on.told()).isEmpty();
    on.put(A, 3);
    assertThat(on.revisions()).containsExactly(5L, -1L);
  }

  @Test
  void changedHoldsForDeletionsButNotForWhatIsExcluded() {
    Criterion allButB =
        new Criterion.Changed(new KeySelection(List.of(ALL), List.of(KeyRange.single(B))));
    on.put(A, 1);
    on.store.await(W, repeat(allButB), 9);
    on.put(B, 1);
    on.run(OTHER, new Operation.Delete(A));
    on.run(OTHER, new Operation.DeleteRange(ALL)); // has only b left to delete
    assertThat(on.revisions()).containsExactly(3L);
  }

  @Test
  void anOwnWriteStillCountsForValues() {
    on.store.await(W, once(equalTo(A, 1)), 1);
    on.put(ME, A, Scalar.of(1));
    assertThat(on.revisions()).containsExactly(1L, -1L);
  }

  @Test
  void notChangedHoldsAtTheBeginning() {
    on.put(A, 1);
    on.store.await(W, once(not(changed(A))), 1);
    assertThat(on.told()).containsExactly(new Match(1, 0, List.of()), new Recorder.Ended());
  }

  @Test
  void whatOnlyAChangeKeptFromHoldingHoldsAtTheNextRevisionWhateverThatIs() {
    Criterion quietAtFive = and(not(changed(A)), equalTo(A, 5));
    on.store.await(W, once(quietAtFive), 1);
    on.put(A, 5);
    assertThat(on.told()).isEmpty();
    on.put(C, 1);
    assertThat(on.told()).containsExactly(new Match(2, OTHER, List.of()), new Recorder.Ended());

    on.store.await(W, from(1, once(quietAtFive)), 1); // at 1 nothing counts as changed
    assertThat(on.revisions()).containsExactly(1L, -1L);
    on.put(A, 4);
    on.put(A, 5);
    on.store.await(W, from(3, once(quietAtFive)), 1); // from the past, with the next still to come
    assertThat(on.told()).isEmpty();
    on.put(C, 2);
    assertThat(on.revisions()).containsExactly(5L, -1L);
  }

  @Test
  void aConditionThatNoLongerWouldHoldIsNotAskedAgain() {
    on.store.await(W, once(and(not(changed(A)), equalTo(A, 5))), 1);
    on.put(A, 5);
    on.put(A, 6);
    on.put(C, 1);
    assertThat(on.told()).isEmpty();
    on.put(A, 5);
    on.store.cancel(W);
    on.put(C, 2);
    assertThat(on.told()).isEmpty();
  }

  @Test
  void changedInADisjunctionIsSeenOnItsOwn() {
    on.store.await(W, repeat(or(changed(A), equalTo(B, 1))), 9);
    on.put(A, 1);
    on.put(B, 2);
    on.put(B, 1);
    on.put(C, 1);
    assertThat(on.revisions()).containsExactly(1L, 3L);
  }

  @Test
  void repeatMatchesAtEachRevisionThatConcernsItAndHolds() {
    on.put(A, 5);
    on.store.await(W, capturing(repeat(above(A, 4)), KeyRange.single(A)), 9);
    on.put(A, 6);
    on.put(B, 1);
    on.put(A, 6);
    on.put(ME, A, Scalar.of(7));
    on.put(A, 1);
    on.put(A, 8);
    assertThat(on.told())
        .containsExactly(
            new Match(1, 0, List.of(new Entry(A, Scalar.of(5), 1, 1))),
            new Match(2, OTHER, List.of(new Entry(A, Scalar.of(6), 1, 2))),
            new Match(7, OTHER, List.of(new Entry(A, Scalar.of(8), 1, 7))));
  }

  @Test
  void repeatFindsTheSameInThePastAsLive() {
    on.put(A, 5);
    on.put(A, 6);
    on.put(B, 1);
    on.put(A, 6);
    on.put(ME, A, Scalar.of(7));
    on.put(A, 1);
    on.put(A, 8);
    on.store.await(W, from(1, repeat(above(A, 4))), 9);
    assertThat(on.revisions()).containsExactly(1L, 2L, 7L);
  }

  @Test
  void repeatedMatchesWaitingForCreditPinHistory() {
    StoreFixture small = StoreFixture.withHistory(1);
    ConditionSpec each = capturing(repeat(changed(A)), KeyRange.single(A));
    small.store.await(W, each, 0);
    for (int i = 1; i <= 5; i++) {
      small.put(A, i);
    }
    assertThat(small.store.oldestRevision()).isZero();
    small.store.credit(W, 2);
    assertThat(small.told())
        .containsExactly(
            new Match(1, OTHER, List.of(new Entry(A, Scalar.of(1), 1, 1))),
            new Match(2, OTHER, List.of(new Entry(A, Scalar.of(2), 1, 2))));
    assertThat(small.store.oldestRevision()).isEqualTo(2);
    small.store.credit(W, 9);
    assertThat(small.revisions()).containsExactly(3L, 4L, 5L);
    assertThat(small.store.oldestRevision()).isEqualTo(4);
  }

  @Test
  void repeatedMatchesAreGoneAtTheByteLimit() {
    StoreFixture small = new StoreFixture(StoreLimits.defaults().withHistory(1, 1_000));
    small.store.await(W, repeat(changed(A)), 0);
    while (!small.store.waits().isEmpty()) {
      small.put(A, (int) small.store.revision());
      assertThat(small.store.revision()).isLessThan(20);
    }
    assertThat(small.store.revision()).as("kept for a while").isGreaterThan(3);
    assertThat(small.store.oldestRevision()).as("not after").isEqualTo(small.store.revision() - 1);
    assertThat(small.told()).containsExactly(new Recorder.Gone(small.store.oldestRevision()));
  }

  @Test
  void aRepeatedWaitThatIsCancelledPinsNoMore() {
    StoreFixture small = StoreFixture.withHistory(1);
    small.store.await(W, repeat(changed(A)), 0);
    for (int i = 1; i <= 5; i++) {
      small.put(A, i);
    }
    small.store.cancel(W);
    assertThat(small.store.oldestRevision()).isEqualTo(4);
  }

  @Test
  void existsAndNullLookAtPresence() {
    on.store.await(W, repeat(new Criterion.Exists(A)), 9);
    WatchKey absent = new WatchKey(ME, 8);
    on.store.await(absent, repeat(is(A, Relation.EQUAL, null)), 9);
    on.put(OTHER, A, Bytes.EMPTY);
    on.run(OTHER, new Operation.Delete(A));

    assertThat(on.revisions()).containsExactly(1L);
    assertThat(on.recorder.take(absent))
        .containsExactly(new Match(0, 0, List.of()), new Match(2, OTHER, List.of()));
  }

  @Test
  void anAbsentKeyReadsAsItsInitialValue() {
    Criterion startsAtFive =
        new Criterion.Comparison(
            new Operand.Key(A, Scalar.of(5)), Relation.EQUAL, new Operand.Literal(Scalar.of(5)));
    on.put(A, 1);
    on.store.await(W, repeat(startsAtFive), 9);
    on.run(OTHER, new Operation.Delete(A));
    on.put(A, 5);
    assertThat(on.revisions()).containsExactly(2L, 3L);
  }

  @Test
  void equalValuesOfOtherTypesAreFoundByValueToo() {
    on.store.await(W, repeat(is(A, Relation.EQUAL, Scalar.of(0))), 99);
    on.put(OTHER, A, Scalar.of(0L));
    on.put(OTHER, A, Scalar.of(-0.0));
    on.put(OTHER, A, Scalar.of(0f));
    on.put(OTHER, A, Scalar.of((char) 0));
    on.put(OTHER, A, Scalar.of(false));
    on.put(OTHER, A, Scalar.of("0"));
    assertThat(on.revisions()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void anIntThatOnlyAFloatCannotTellApartEqualsIt() {
    on.store.await(W, repeat(is(A, Relation.EQUAL, Scalar.of(16_777_216f))), 99);
    on.put(OTHER, A, Scalar.of(16_777_217));
    on.put(OTHER, A, Scalar.of(16_777_217.0));
    on.put(OTHER, A, Scalar.of(16_777_216.0));
    assertThat(on.revisions()).containsExactly(1L, 3L);
  }

  @Test
  void nanEqualsNothing() {
    Criterion isNan = is(A, Relation.EQUAL, Scalar.of(Double.NaN));
    on.put(OTHER, A, Scalar.of(Double.NaN));
    on.store.await(W, repeat(or(isNan, and(isNan, isNan))), 9);
    on.put(OTHER, A, Scalar.of(Float.NaN));
    assertThat(on.told()).isEmpty();
    on.store.await(new WatchKey(ME, 8), once(not(isNan)), 1);
    assertThat(on.recorder.take(new WatchKey(ME, 8))).hasSize(2);
  }

  @Test
  void aConjunctionWithAnEqualityIsAskedWhenItsOtherKeysChange() {
    on.put(A, 1);
    on.store.await(W, repeat(and(equalTo(A, 1), above(B, 4))), 9);
    on.put(B, 5);
    on.put(A, 2);
    on.put(B, 6);
    on.put(A, 1);
    assertThat(on.revisions()).containsExactly(2L, 5L);
  }

  @Test
  void keysAreComparedWithEachOther() {
    Criterion less =
        new Criterion.Comparison(
            new Operand.Key(A, Scalar.of(0)), Relation.LESS, new Operand.Key(B, Scalar.of(0)));
    on.store.await(W, repeat(less), 9);
    on.put(A, -1);
    on.put(B, -1);
    on.put(B, 0);
    assertThat(on.revisions()).containsExactly(1L, 3L);
  }

  @Test
  void constantsHoldAtTheBeginningOrNever() {
    on.store.await(W, repeat(new Criterion.Constant(true)), 9);
    on.store.await(new WatchKey(ME, 8), once(new Criterion.Constant(false)), 9);
    on.put(A, 1);
    assertThat(on.told()).containsExactly(new Match(0, 0, List.of()));
    assertThat(on.recorder.take(new WatchKey(ME, 8))).isEmpty();
    assertThat(on.store.waits())
        .containsExactly(
            new Wait.OpenCondition(W, repeat(new Criterion.Constant(true)), 0, 8, false),
            new Wait.OpenCondition(
                new WatchKey(ME, 8), once(new Criterion.Constant(false)), 0, 9, false));
  }

  @Test
  void capturedRangesThatOverlapGiveEachEntryOnceInOrder() {
    on.put(C, 3);
    on.put(A, 1);
    on.put(B, 2);
    on.store.await(
        W,
        capturing(
            once(new Criterion.Constant(true)),
            KeyRange.single(C),
            new KeyRange(A, C),
            KeyRange.single(B),
            new KeyRange(C, A),
            new KeyRange(B, null)),
        1);
    Match match = (Match) on.told().get(0);
    assertThat(match.captured()).extracting(Entry::key).containsExactly(A, B, C);
  }

  @Test
  void refusesWhatIsTooLargeOrNotYetThere() {
    StoreFixture small = new StoreFixture(new StoreLimits(10, 10_000, 10, 10, 10, 3, 2));
    rejects(small, once(and(equalTo(A, 1), equalTo(A, 1), equalTo(A, 1))), "more than 3 terms");
    rejects(small, once(changed(A, B, C)), "more than 3 terms, the limit (maxTerms)");
    rejects(small, capturing(once(equalTo(A, 1)), ALL, ALL, ALL, ALL), "the capture has more");
    rejects(small, from(1, once(equalTo(A, 1))), "there is no revision 1 yet");
    Criterion deep = equalTo(A, 1);
    for (Integer ignored : Collections.nCopies(100, 0)) {
      deep = not(deep);
    }
    rejects(on, once(deep), "nested more than 100 deep");
    assertThat(small.store.waits()).isEmpty();
  }

  private static void rejects(StoreFixture on, ConditionSpec spec, String message) {
    assertThatThrownBy(() -> on.store.await(W, spec, 1))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining(message);
  }
}
