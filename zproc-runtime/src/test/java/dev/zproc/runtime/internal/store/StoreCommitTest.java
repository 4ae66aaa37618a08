package dev.zproc.runtime.internal.store;

import static dev.zproc.runtime.internal.store.StoreFixture.A;
import static dev.zproc.runtime.internal.store.StoreFixture.B;
import static dev.zproc.runtime.internal.store.StoreFixture.C;
import static dev.zproc.runtime.internal.store.StoreFixture.OTHER;
import static dev.zproc.runtime.internal.store.StoreFixture.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Sequence;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreCommitTest {

  private static final KeyRange ALL = new KeyRange(Bytes.EMPTY, null);

  private final StoreFixture on = new StoreFixture(new StoreLimits(100, 1 << 20, 4, 10, 3, 10, 10));

  @Test
  void startsEmptyAtRevisionZero() {
    assertThat(on.store.revision()).isZero();
    assertThat(on.store.oldestRevision()).isZero();
    assertThat(on.store.read(A)).isEqualTo(new ReadResult(null, 0));
    assertThat(on.store.range(ALL, 0).entries()).isEmpty();
  }

  @Test
  void aPutCreatesThenModifies() {
    CommitResult first = on.store.commit(OTHER, Commit.of(new Operation.Put(A, Scalar.of(1))));
    CommitResult second = on.store.commit(OTHER, Commit.of(new Operation.Put(A, Scalar.of(2))));

    Entry created = new Entry(A, Scalar.of(1), 1, 1);
    Entry modified = new Entry(A, Scalar.of(2), 1, 2);
    assertThat(first.results()).containsExactly(new OperationResult(null, created));
    assertThat(second.results()).containsExactly(new OperationResult(created, modified));
    assertThat(second.revision()).isEqualTo(2);
    assertThat(on.store.read(A)).isEqualTo(new ReadResult(modified, 2));
  }

  @Test
  void aKeyPutAgainAfterItsDeletionIsCreatedAnew() {
    on.put(A, 1);
    on.run(OTHER, new Operation.Delete(A));
    on.put(A, 2);

    assertThat(on.store.read(A).entry()).isEqualTo(new Entry(A, Scalar.of(2), 3, 3));
  }

  @Test
  void operationsSeeWhatEarlierOnesDidAndMakeOneRevision() {
    on.put(A, 1);
    watchAll();
    CommitResult result =
        on.store.commit(
            OTHER,
            Commit.of(
                new Operation.Put(B, Scalar.of(5)),
                new Operation.Add(B, Scalar.of(2), Scalar.of(100)),
                new Operation.DeleteRange(ALL)));

    assertThat(result.revision()).isEqualTo(2);
    assertThat(result.results().get(1).current()).isEqualTo(new Entry(B, Scalar.of(7), 2, 2));
    assertThat(on.store.range(ALL, 0).entries()).isEmpty();
    assertThat(on.told())
        .containsExactly(
            new CommitEvent(2, OTHER, List.of(new KeyChange(B, null, null), change(A, 1, null))));
  }

  @Test
  void severalOperationsOnAKeyAreOneChangeFromTheFirstValueToTheLast() {
    on.put(A, 1);
    watchAll();
    on.run(
        OTHER,
        new Operation.Put(A, Scalar.of(2)),
        new Operation.Delete(A),
        new Operation.Put(A, Scalar.of(3)));

    assertThat(on.told()).containsExactly(new CommitEvent(2, OTHER, List.of(change(A, 1, 3))));
    assertThat(on.store.read(A).entry()).isEqualTo(new Entry(A, Scalar.of(3), 2, 2));
  }

  @Test
  void anIdenticalWriteMakesARevisionAndIsFlagged() {
    on.put(A, 1);
    watchAll();
    on.put(A, 1);

    assertThat(on.store.read(A).entry()).isEqualTo(new Entry(A, Scalar.of(1), 1, 2));
    CommitEvent event = (CommitEvent) on.told().get(0);
    assertThat(event.changes().get(0).identical()).isTrue();
  }

  @Test
  void nothingTouchedMakesNoRevision() {
    on.put(A, 1);

    assertThat(on.store.commit(OTHER, Commit.of()))
        .isEqualTo(new CommitResult(true, 1, List.of(), List.of()));
    assertThat(on.store.commit(OTHER, Commit.of(new Operation.Delete(B))))
        .isEqualTo(new CommitResult(true, 1, List.of(new OperationResult(null, null)), List.of()));
    on.run(OTHER, new Operation.DeleteRange(KeyRange.single(B)));
    on.run(OTHER, new Operation.DeleteRange(new KeyRange(B, A)));
    assertThat(on.store.revision()).isEqualTo(1);
  }

  @Test
  void deleteRangeTakesItsStartButNotItsEnd() {
    on.put(A, 1);
    on.put(B, 2);
    on.put(C, 3);
    on.run(OTHER, new Operation.DeleteRange(new KeyRange(A, C)));

    assertThat(on.store.range(ALL, 0).entries()).extracting(Entry::key).containsExactly(C);
    assertThat(on.store.revision()).isEqualTo(4);
  }

  @Test
  void addStartsFromTheInitialValueAndWraps() {
    on.run(OTHER, new Operation.Add(A, Scalar.of(5), Scalar.of(10)));
    assertThat(on.value(A)).isEqualTo(Scalar.of(15));

    on.put(A, Integer.MAX_VALUE);
    on.run(OTHER, new Operation.Add(A, Scalar.of(1), Scalar.of(0)));
    assertThat(on.value(A)).isEqualTo(Scalar.of(Integer.MIN_VALUE));

    on.run(OTHER, new Operation.Add(B, Scalar.of((byte) 1), Scalar.of((byte) 127)));
    assertThat(on.value(B)).isEqualTo(Scalar.of((byte) -128));
  }

  @Test
  void addToWhatIsNoNumberOfThatTypeAppliesNothing() {
    on.put(OTHER, A, Scalar.of("text"));
    assertThatThrownBy(
            () ->
                on.run(
                    OTHER,
                    new Operation.Put(B, Scalar.of(1)),
                    new Operation.Add(A, Scalar.of(1), Scalar.of(0))))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessage(
            "cannot add to key 'a': its value is no number, and what is added is an int; both must"
                + " be numbers of the same type");
    assertThatThrownBy(() -> on.run(OTHER, new Operation.Add(C, Scalar.of(1), Scalar.of(0L))))
        .hasMessageContaining("its initial value is a long, and what is added is an int");

    assertThat(on.store.revision()).isEqualTo(1);
    assertThat(on.value(B)).isNull();
  }

  @Test
  void comparesGuardACommit() {
    on.put(A, 1);
    Operation put = new Operation.Put(B, Scalar.of(9));

    assertThat(commit(put, new Compare.Revision(A, 0)).committed()).isFalse();
    assertThat(commit(put, new Compare.Value(A, Scalar.of(2))).committed()).isFalse();
    assertThat(commit(put, new Compare.Value(A, null)).committed()).isFalse();
    assertThat(commit(put, new Compare.Value(A, Scalar.of(2), true)).committed()).isFalse();
    assertThat(commit(put, new Compare.Revision(C, 1)).committed()).isFalse();
    assertThat(on.store.revision()).isEqualTo(1);

    assertThat(commit(put, new Compare.Revision(A, 1), new Compare.Value(C, null)).committed())
        .isTrue();
    assertThat(
            commit(put, new Compare.Value(A, Scalar.of(1)), new Compare.Revision(C, 0)).committed())
        .isTrue();
    Compare absent = new Compare.Value(C, Scalar.of(5), true);
    assertThat(commit(put, absent, new Compare.Value(A, Scalar.of(1), true)).committed()).isTrue();
    assertThat(on.store.revision()).isEqualTo(4);
  }

  @Test
  void aFailedCompareTellsWhatIsThere() {
    on.put(A, 1);
    CommitResult result =
        commit(
            new Operation.Put(A, Scalar.of(2)),
            new Compare.Value(B, null),
            new Compare.Revision(A, 7));

    List<Entry> current = new java.util.ArrayList<>(Collections.singletonList(null));
    current.add(new Entry(A, Scalar.of(1), 1, 1));
    assertThat(result).isEqualTo(new CommitResult(false, 1, List.of(), current));
  }

  @Test
  void limitsAreNamedWhenTheyAreReached() {
    Bytes value = Scalar.of("123456789");
    on.put(OTHER, Bytes.utf8("1234"), value);
    assertThatThrownBy(() -> on.put(OTHER, Bytes.utf8("x\000345"), value))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessage(
            "key x.345 has 5 bytes, but the limit (maxKeyBytes) is 4; use a shorter one, or"
                + " raise the limit");
    assertThatThrownBy(() -> on.put(OTHER, A, Scalar.of("1234567890")))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessage(
            "the value for key 'a' has 11 bytes, but the limit (maxValueBytes) is 10; split it, or"
                + " raise the limit");
    Operation delete = new Operation.Delete(A);
    on.run(OTHER, delete, delete, delete);
    assertThatThrownBy(() -> on.run(OTHER, delete, delete, delete, delete))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessage(
            "the commit has 4 operations, but the limit (maxOperations) is 3; split it, or raise"
                + " the limit");
    Compare compare = new Compare.Revision(A, 0);
    assertThatThrownBy(() -> commit(delete, compare, compare, compare, compare))
        .hasMessageContaining("4 compares");
    assertThat(on.store.revision()).isEqualTo(1);
  }

  @Test
  void limitsMustBePositive() {
    assertThatThrownBy(() -> StoreLimits.defaults().withHistory(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("historyRevisions is 0, but a store needs at least 1; set a positive limit");
    assertThatThrownBy(() -> new StoreLimits(1, 1, 1, -5, 1, 1, 1))
        .hasMessageContaining("maxValueBytes is -5");
  }

  private CommitResult commit(Operation operation, Compare... compares) {
    return on.store.commit(OTHER, new Commit(List.of(compares), List.of(operation)));
  }

  private void watchAll() {
    on.store.watch(
        StoreFixture.W,
        new dev.zproc.runtime.internal.engine.WatchSpec(
            dev.zproc.runtime.internal.engine.KeySelection.of(ALL),
            on.store.revision(),
            0,
            true,
            0),
        100);
  }

  @Test
  void minAndMaxWriteOnlyWhatChangesAnything() {
    on.put(A, 5);
    assertThat(revisionOf(new Operation.Min(A, Scalar.of(5), Scalar.of(0)))).isEqualTo(1);
    assertThat(revisionOf(new Operation.Min(A, Scalar.of(3), Scalar.of(0)))).isEqualTo(2);
    assertThat(revisionOf(new Operation.Max(A, Scalar.of(2), Scalar.of(0)))).isEqualTo(2);
    assertThat(revisionOf(new Operation.Max(A, Scalar.of(9), Scalar.of(0)))).isEqualTo(3);
    // An absent key stands at its initial value, and stays absent while that is good enough.
    assertThat(revisionOf(new Operation.Max(B, Scalar.of(-1), Scalar.of(0)))).isEqualTo(3);
    assertThat(on.store.read(B).entry()).isNull();
    assertThat(revisionOf(new Operation.Max(B, Scalar.of(1), Scalar.of(0)))).isEqualTo(4);
    assertThat(on.store.read(A).entry().value()).isEqualTo(Scalar.of(9));
    assertThat(on.store.read(B).entry().value()).isEqualTo(Scalar.of(1));
  }

  private long revisionOf(Operation operation) {
    CommitResult result = on.store.commit(OTHER, Commit.of(operation));
    assertThat(result.committed()).isTrue();
    return result.revision();
  }

  @Test
  void appendKeepsTheNewest() {
    for (String each : List.of("a", "b", "c")) {
      revisionOf(new Operation.Append(A, Bytes.utf8(each), 2, Sequence.EMPTY));
    }
    assertThat(on.store.read(A).entry().value())
        .isEqualTo(Bytes.wrap(new byte[] {'L', 1, 'b', 1, 'c'}));
  }

  @Test
  void aTallyCountsWhatTheCommitCreatedAndRemoved() {
    KeyRange entries = KeyRange.prefix(Bytes.utf8("e"));
    Bytes one = Bytes.utf8("e1");
    Bytes two = Bytes.utf8("e2");
    Operation tally = new Operation.Tally(A, entries);
    on.run(OTHER, new Operation.Put(one, B), tally);
    assertThat(on.store.read(A).entry().value()).isEqualTo(Scalar.of(1));
    // One replaced, one created and removed again: the counter is left alone.
    on.run(OTHER, new Operation.Put(one, C), tally);
    assertThat(on.store.read(A).entry().modRevision()).isEqualTo(1);
    on.run(OTHER, new Operation.Put(two, B), tally);
    on.run(OTHER, new Operation.DeleteRange(entries), tally);
    assertThat(on.store.read(A).entry().value()).isEqualTo(Scalar.of(0));
    assertThatThrownBy(
            () ->
                on.store.commit(
                    OTHER,
                    Commit.of(
                        new Operation.Put(one, B), new Operation.Put(A, Scalar.of("x")), tally)))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("cannot add to key 'a'");
  }

  @Test
  void onlyWhatWasAskedForIsTold() {
    on.put(A, 1);
    Entry before = on.store.read(A).entry();
    Operation put = new Operation.Put(A, Scalar.of(1));
    for (Commit.Results asked : Commit.Results.values()) {
      CommitResult result = on.store.commit(OTHER, new Commit(List.of(), List.of(put), asked));
      Entry after = on.store.read(A).entry();
      assertThat(result.results())
          .containsExactly(
              new OperationResult(
                  asked.previous() ? before : null, asked.current() ? after : null));
      before = after;
    }
  }

  @Test
  void aComputationThatDoesNotFitIsRefusedWithBothTypes() {
    on.run(OTHER, new Operation.Put(A, Scalar.of("x")));
    assertThatThrownBy(() -> on.run(OTHER, new Operation.Min(A, Scalar.of(1), Scalar.of(0))))
        .hasMessage(
            "cannot lower key 'a': its value is no number, and what is given as its bound is an int;"
                + " both must be numbers of the same type");
    assertThatThrownBy(() -> on.run(OTHER, new Operation.Max(A, Scalar.of(1), Scalar.of(0))))
        .hasMessageContaining("cannot raise key 'a'");
    assertThatThrownBy(() -> on.run(OTHER, new Operation.Append(A, Bytes.EMPTY, 1, Sequence.EMPTY)))
        .hasMessage("cannot append to key 'a': its value is no list");
    assertThatThrownBy(() -> on.run(OTHER, new Operation.Append(B, Bytes.EMPTY, 0, Sequence.EMPTY)))
        .hasMessageContaining("1 is the least");
  }
}
