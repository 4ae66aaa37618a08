package dev.zproc.runtime.internal.store;

import static dev.zproc.runtime.internal.store.StoreFixture.A;
import static dev.zproc.runtime.internal.store.StoreFixture.B;
import static dev.zproc.runtime.internal.store.StoreFixture.C;
import static dev.zproc.runtime.internal.store.StoreFixture.OTHER;
import static dev.zproc.runtime.internal.store.StoreFixture.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreHistoryTest {

  private static final KeyRange ALL = new KeyRange(Bytes.EMPTY, null);

  @Test
  void readsThePast() {
    StoreFixture on = new StoreFixture();
    on.put(A, 1);
    on.put(B, 2);
    on.put(A, 3);
    on.run(OTHER, new Operation.Delete(B));

    assertThat(values(on, 1)).containsExactly(Scalar.of(1));
    assertThat(values(on, 2)).containsExactly(Scalar.of(1), Scalar.of(2));
    assertThat(values(on, 3)).containsExactly(Scalar.of(3), Scalar.of(2));
    assertThat(values(on, 4)).containsExactly(Scalar.of(3));
    assertThat(on.store.range(ALL, 0).revision()).isEqualTo(4);
    assertThat(on.store.range(KeyRange.single(B), 3).entries())
        .containsExactly(new Entry(B, Scalar.of(2), 2, 2));
  }

  @Test
  void readsBackToTheOldestRevisionAndNoFurther() {
    StoreFixture on = StoreFixture.withHistory(3);
    for (int i = 1; i <= 10; i++) {
      on.put(A, i);
    }

    assertThat(on.store.oldestRevision()).isEqualTo(7);
    assertThat(values(on, 7)).containsExactly(Scalar.of(7));
    EngineException.Gone gone =
        catchThrowableOfType(EngineException.Gone.class, () -> on.store.range(ALL, 6));
    assertThat(gone.oldest()).isEqualTo(7);
    assertThatThrownBy(() -> on.store.range(ALL, 11))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessage(
            "there is no revision 11 yet; the newest is 10, ask for that or an earlier one");
    assertThatThrownBy(() -> on.store.range(ALL, -1)).isInstanceOf(EngineException.Rejected.class);
  }

  @Test
  void aWatchFromTheOldestRevisionMissesNothingAndFromTheOneBeforeIsGone() {
    StoreFixture on = StoreFixture.withHistory(3);
    for (int i = 1; i <= 10; i++) {
      on.put(A, i);
    }
    on.watch(A, 7, 100);
    assertThat(on.revisions()).containsExactly(8L, 9L, 10L);
    on.store.cancel(W);

    on.watch(A, 6, 100);
    assertThat(on.told()).containsExactly(new Recorder.Gone(7));
    assertThat(on.store.waits()).isEmpty();
  }

  @Test
  void aValueNotWrittenForLongIsStillThereInThePast() {
    StoreFixture on = StoreFixture.withHistory(2);
    on.put(A, 1);
    for (int i = 1; i <= 10; i++) {
      on.put(B, i);
    }
    assertThat(values(on, 9)).containsExactly(Scalar.of(1), Scalar.of(8));
  }

  @Test
  void theByteLimitCountsWhatWasReplaced() {
    StoreFixture on = new StoreFixture(StoreLimits.defaults().withHistory(1_000, 10_000));
    Bytes large = Scalar.of(new byte[6_000]);
    on.put(OTHER, A, large); // replaces nothing
    on.put(OTHER, B, large);
    assertThat(on.store.oldestRevision()).isZero();
    on.put(A, 1);
    assertThat(on.store.oldestRevision()).isZero();
    on.put(B, 1);
    // The large value of A is the oldest thing that history kept, so that goes first.
    assertThat(on.store.oldestRevision()).isEqualTo(3);
    assertThat(values(on, 3)).containsExactly(Scalar.of(1), large);
  }

  @Test
  void aCommitLargerThanTheWholeHistoryIsDeliveredButNotKept() {
    StoreFixture on = new StoreFixture(StoreLimits.defaults().withHistory(1_000, 1_000));
    on.put(OTHER, A, Scalar.of(new byte[5_000]));
    on.watch(A, 1, 100);
    on.put(A, 1);

    assertThat(on.store.oldestRevision()).isEqualTo(2);
    assertThat(on.revisions()).containsExactly(2L);
    assertThat(values(on, 2)).containsExactly(Scalar.of(1));
  }

  @Test
  void aPinKeepsHistoryBeyondItsLength() {
    StoreFixture on = StoreFixture.withHistory(2);
    on.put(A, 1);
    on.store.pin(5, 1);
    for (int i = 2; i <= 10; i++) {
      on.put(A, i);
    }
    assertThat(on.store.oldestRevision()).isEqualTo(1);
    on.watch(A, 1, 100);
    assertThat(on.revisions()).hasSize(9).startsWith(2L);

    on.store.unpin(5);
    assertThat(on.store.oldestRevision()).isEqualTo(8);
    on.store.unpin(5);
  }

  @Test
  void aPinOfTheSameNumberReplacesTheFirst() {
    StoreFixture on = StoreFixture.withHistory(2);
    on.put(A, 1);
    on.store.pin(5, 1);
    on.put(A, 2);
    on.put(A, 3);
    on.put(A, 4);
    on.store.pin(5, 3);
    assertThat(on.store.oldestRevision()).isEqualTo(2);
  }

  @Test
  void aPinIsLostAtTheByteLimit() {
    StoreFixture on = new StoreFixture(StoreLimits.defaults().withHistory(2, 2_000));
    on.put(A, 1);
    on.store.pin(5, 1);
    for (int i = 0; i < 100; i++) {
      on.put(A, i);
    }
    assertThatThrownBy(() -> on.store.range(ALL, 1)).isInstanceOf(EngineException.Gone.class);
    assertThat(on.store.oldestRevision()).as("length again").isEqualTo(99);
    on.store.unpin(5);
    assertThat(on.store.oldestRevision()).isEqualTo(99);
  }

  @Test
  void whatIsGoneOrNotYetThereCannotBePinned() {
    StoreFixture on = StoreFixture.withHistory(1);
    on.put(A, 1);
    on.put(A, 2);
    assertThatThrownBy(() -> on.store.pin(1, 0)).isInstanceOf(EngineException.Gone.class);
    assertThatThrownBy(() -> on.store.pin(1, 3)).isInstanceOf(EngineException.Rejected.class);
  }

  @Test
  void aRestoredStoreGoesOnWhereTheSnapshotWasTaken() {
    Recorder recorder = new Recorder();
    List<Entry> entries =
        List.of(new Entry(A, Scalar.of(1), 3, 8), new Entry(B, Scalar.of(2), 9, 9));
    Store store = new Store(StoreLimits.defaults(), recorder, 20, entries);

    assertThat(store.revision()).isEqualTo(20);
    assertThat(store.oldestRevision()).isEqualTo(20);
    assertThat(store.range(ALL, 20).entries()).isEqualTo(entries);
    assertThat(store.published().read(A)).isEqualTo(entries.get(0));
    store.watch(W, StoreFixture.watchOf(A, 20), 5);
    store.commit(
        OTHER,
        dev.zproc.runtime.internal.engine.Commit.of(
            new Operation.Add(A, Scalar.of(1), Scalar.of(0))));
    assertThat(store.read(A).entry()).isEqualTo(new Entry(A, Scalar.of(2), 3, 21));
    assertThat(store.range(ALL, 20).entries()).isEqualTo(entries);
    assertThat(recorder.take(W))
        .containsExactly(new CommitEvent(21, OTHER, List.of(StoreFixture.change(A, 1, 2))));
  }

  @Test
  void aSnapshotThatContradictsItselfIsRefused() {
    List<Entry> entries = List.of(new Entry(A, Scalar.of(1), 3, 21));
    assertThatThrownBy(() -> new Store(StoreLimits.defaults(), new Recorder(), 20, entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "key 'a' was written at revision 21, after the snapshot at 20; restore from another"
                + " snapshot");
  }

  @Test
  void deletedKeysAreForgottenOnceHistoryIs() {
    KeyTable table = new KeyTable();
    History history = new History(table, StoreLimits.defaults().withHistory(1, 1_000), 0, 0);
    Version put = table.write(A, null, 1, new Entry(A, Scalar.of(1), 1, 1), null);
    history.append(new CommitEvent(1, 1, List.of(StoreFixture.change(A, null, 1))), put);
    Version deleted = table.write(A, put.chain, 2, null, null);
    history.append(new CommitEvent(2, 1, List.of(StoreFixture.change(A, 1, null))), deleted);

    history.dropOldest();
    history.cut(2);
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.asOf(A, 1)).isNotNull();
    history.dropOldest();
    history.cut(1);
    assertThat(table.size()).as("not yet published").isEqualTo(1);
    history.cut(2);
    assertThat(table.size()).isZero();
    assertThat(table.chain(A)).isNull();
    assertThat(history.bytes()).isZero();
  }

  private static List<Bytes> values(StoreFixture on, long revision) {
    return on.store.range(new KeyRange(A, C), revision).entries().stream()
        .map(Entry::value)
        .toList();
  }
}
