package dev.zproc.runtime.engine;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Commit.Results;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Sequence;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.testing.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every engine must do, by its interface alone: {@link StateEngine} for the words. A subclass
 * says which engine. Conditions and turns have {@link ConditionAndTurnConformance}.
 */
abstract class EngineConformance {

  static final Bytes A = Bytes.utf8("a");
  static final Bytes B = Bytes.utf8("b");
  static final Bytes M = Bytes.utf8("m");
  static final Bytes M1 = Bytes.utf8("m\0" + "1");
  static final Bytes M2 = Bytes.utf8("m\0" + "2");
  static final KeyRange ENTRIES = KeyRange.prefix(Bytes.utf8("m\0"));
  static final KeyRange ALL = new KeyRange(Bytes.EMPTY, null);
  static final Bytes ZERO = Scalar.of(0);
  static final Bytes ONE = Scalar.of(1);
  static final Bytes TWO = Scalar.of(2);

  final Backend backend = backend(StoreLimits.defaults());
  final StateEngine one = backend.newSession();
  final StateEngine other = backend.newSession();

  /** An engine without content that keeps no more history than asked for. */
  abstract Backend backend(StoreLimits limits);

  /** Does to the connections what may happen to them; called in the middle of things. */
  void disturb() {}

  @AfterEach
  void close() {
    backend.close();
  }

  static CommitResult commit(StateEngine engine, Commit commit) {
    return Calls.get(engine.commit(commit));
  }

  static CommitResult run(StateEngine engine, Operation... operations) {
    return commit(engine, Commit.of(operations));
  }

  static long put(StateEngine engine, Bytes key, Bytes value) {
    return run(engine, new Operation.Put(key, value)).revision();
  }

  static Entry read(StateEngine engine, Bytes key) {
    return get(engine.read(key)).entry();
  }

  static Bytes value(StateEngine engine, Bytes key) {
    Entry entry = read(engine, key);
    return entry == null ? null : entry.value();
  }

  static long newest(StateEngine engine) {
    return get(engine.read(A)).revision();
  }

  static WatchSpec watching(KeyRange range, long after) {
    return new WatchSpec(KeySelection.of(range), after, 0, false, 0);
  }

  // Reading

  @Test
  void anAbsentKeyIsReadAtTheNewestRevision() {
    long revision = put(one, B, ONE);
    assertThat(get(other.read(A)).entry()).isNull();
    assertThat(get(other.read(A)).revision()).isEqualTo(revision);
  }

  @Test
  void anEntryTellsWhenItWasCreatedAndLastWritten() {
    long created = put(one, A, ONE);
    assertThat(read(other, A)).isEqualTo(new Entry(A, ONE, created, created));
    long modified = put(other, A, TWO);
    assertThat(modified).isEqualTo(created + 1);
    assertThat(read(one, A)).isEqualTo(new Entry(A, TWO, created, modified));
    run(one, new Operation.Delete(A));
    assertThat(read(other, A)).isNull();
    long again = put(one, A, ONE);
    assertThat(read(other, A)).isEqualTo(new Entry(A, ONE, again, again));
  }

  @Test
  void aRangeIsSortedAsUnsignedBytesAndHasNoMoreThanItSays() {
    Bytes high = Bytes.wrap(new byte[] {(byte) 0x80});
    for (Bytes key : List.of(M2, high, B, M1, M, A)) {
      put(one, key, key);
    }
    assertThat(keys(other, ALL, 0)).containsExactly(A, B, M, M1, M2, high);
    assertThat(keys(other, ENTRIES, 0)).containsExactly(M1, M2);
    assertThat(keys(other, KeyRange.single(M), 0)).containsExactly(M);
    assertThat(keys(other, new KeyRange(B, M), 0)).containsExactly(B);
    assertThat(keys(other, new KeyRange(M, null), 0)).containsExactly(M, M1, M2, high);
    assertThat(keys(other, new KeyRange(M, A), 0)).isEmpty();
    assertThat(keys(other, new KeyRange(M, M), 0)).isEmpty();
  }

  private static List<Bytes> keys(StateEngine engine, KeyRange range, long revision) {
    return get(engine.range(range, revision)).entries().stream().map(Entry::key).toList();
  }

  @Test
  void thePastCanBeRead() {
    long first = put(one, A, ONE);
    long second = run(one, new Operation.Put(A, TWO), new Operation.Put(B, ONE)).revision();
    long third = run(one, new Operation.Delete(A)).revision();

    assertThat(get(other.range(ALL, first)).entries())
        .containsExactly(new Entry(A, ONE, first, first));
    assertThat(get(other.range(ALL, first)).revision()).isEqualTo(first);
    assertThat(keys(other, ALL, second)).containsExactly(A, B);
    assertThat(keys(other, ALL, third)).containsExactly(B);
    assertThat(get(other.range(ALL, 0)).revision()).isEqualTo(third);
    assertThatThrownBy(() -> get(other.range(ALL, third + 1)))
        .isInstanceOf(EngineException.Rejected.class);
  }

  @Test
  void aPastThatIsGoneIsToldWithWhereItBegins() {
    try (Backend brief = backend(StoreLimits.defaults().withHistory(3, 1 << 20))) {
      StateEngine engine = brief.newSession();
      long first = put(engine, A, ONE);
      for (int i = 0; i < 10; i++) {
        put(engine, A, Scalar.of(i));
      }
      long oldest = newest(engine) - 3;
      assertThatThrownBy(() -> get(engine.range(ALL, first)))
          .isInstanceOfSatisfying(
              EngineException.Gone.class, gone -> assertThat(gone.oldest()).isEqualTo(oldest));
      assertThat(keys(engine, ALL, oldest)).containsExactly(A);
      Recorder recorder = new Recorder();
      engine.watch(watching(ALL, first), 10, recorder);
      assertThat(recorder.next()).isEqualTo(new Recorder.Gone(oldest));
      Recorder late = new Recorder();
      engine.watch(watching(ALL, oldest), 10, late);
      assertThat(late.event().revision()).isEqualTo(oldest + 1);
    }
  }

  // Committing

  @Test
  void whatOneCommitsAllSeeAndRevisionsAreCountedThrough() {
    long before = newest(one);
    for (int i = 1; i <= 50; i++) {
      StateEngine writer = i % 2 == 0 ? one : other;
      assertThat(put(writer, A, Scalar.of(i))).isEqualTo(before + i);
      assertThat(value(one, A)).isEqualTo(Scalar.of(i));
      assertThat(value(other, A)).isEqualTo(Scalar.of(i));
    }
  }

  @Test
  void aCommitThatTouchesNothingMakesNoRevision() {
    long before = put(one, A, ONE);
    assertThat(run(one).revision()).isEqualTo(before);
    assertThat(run(one).committed()).isTrue();
    CommitResult nothing = run(one, new Operation.Delete(B), new Operation.DeleteRange(ENTRIES));
    assertThat(nothing.committed()).isTrue();
    assertThat(nothing.revision()).isEqualTo(before);
    assertThat(nothing.results()).containsOnly(new OperationResult(null, null)).hasSize(2);
    // But one that writes the same bytes does.
    assertThat(put(one, A, ONE)).isEqualTo(before + 1);
  }

  @Test
  void operationsHappenTogetherAndSeeThoseBeforeThem() {
    long revision =
        run(
                one,
                new Operation.Put(M1, ONE),
                new Operation.Put(A, ONE),
                new Operation.DeleteRange(ENTRIES),
                new Operation.Put(M2, TWO),
                new Operation.Put(A, TWO))
            .revision();
    assertThat(get(other.range(ALL, 0)).entries())
        .containsExactly(
            new Entry(A, TWO, revision, revision), new Entry(M2, TWO, revision, revision));
  }

  @Test
  void aCommitTellsWhatItWasAskedFor() {
    long created = put(one, A, ONE);
    Entry before = read(one, A);
    for (Results asked : Results.values()) {
      long revision = newest(one) + 1;
      Entry after = new Entry(A, TWO, created, revision);
      CommitResult result =
          get(one.commit(Commit.of(asked, new Operation.Put(A, TWO), new Operation.Delete(B))));
      assertThat(result)
          .isEqualTo(
              new CommitResult(
                  true,
                  revision,
                  List.of(
                      new OperationResult(
                          asked.previous() ? before : null, asked.current() ? after : null),
                      new OperationResult(null, null)),
                  List.of()));
      before = after;
    }
    CommitResult deleted = get(one.commit(Commit.of(new Operation.Delete(A))));
    assertThat(deleted.results()).containsExactly(new OperationResult(before, null));
  }

  @Test
  void aCompareThatDoesNotHoldChangesNothingAndTellsWhatIs() {
    long revision = put(one, A, ONE);
    Entry entry = read(one, A);
    List<Compare> holding =
        List.of(
            new Compare.Revision(A, revision),
            new Compare.Revision(B, 0),
            new Compare.Value(A, ONE),
            new Compare.Value(B, null));
    for (Compare failing :
        List.of(
            new Compare.Revision(A, revision - 1),
            new Compare.Revision(A, 0),
            new Compare.Revision(B, revision),
            new Compare.Value(A, TWO),
            new Compare.Value(A, null),
            new Compare.Value(B, ONE))) {
      List<Compare> all = new ArrayList<>(holding);
      all.add(failing);
      CommitResult result =
          get(other.commit(new Commit(all, List.of(new Operation.Put(M, ONE)), Results.NONE)));
      assertThat(result)
          .as("%s", failing)
          .isEqualTo(
              new CommitResult(
                  false,
                  revision,
                  List.of(),
                  Arrays.asList(entry, null, entry, null, failing.key().equals(A) ? entry : null)));
    }
    CommitResult made = get(other.commit(new Commit(holding, List.of(new Operation.Put(M, ONE)))));
    assertThat(made.committed()).isTrue();
    assertThat(made.revision()).isEqualTo(revision + 1);
  }

  @Test
  void whatIsOverALimitChangesNothing() {
    long revision = put(one, A, ONE);
    Bytes large = Bytes.wrap(new byte[StoreLimits.defaults().maxValueBytes() + 1]);
    assertThatThrownBy(() -> run(other, new Operation.Put(A, TWO), new Operation.Put(B, large)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("maxValueBytes");
    Bytes longKey = Bytes.wrap(new byte[StoreLimits.defaults().maxKeyBytes() + 1]);
    assertThatThrownBy(() -> run(other, new Operation.Put(longKey, TWO)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("maxKeyBytes");
    assertThat(get(other.range(ALL, 0)).entries())
        .containsExactly(new Entry(A, ONE, revision, revision));
    assertThat(newest(other)).isEqualTo(revision);
  }

  @Test
  void everyCommitHappensOnceWhateverBecomesOfConnections() {
    long before = newest(one);
    int count = Boolean.getBoolean("zproc.full") ? 2_000 : 200;
    TreeSet<Long> revisions = new TreeSet<>();
    for (int i = 0; i < count; i += 10) {
      List<CompletableFuture<CommitResult>> ten = new ArrayList<>();
      for (int k = 0; k < 10; k++) {
        StateEngine writer = k % 2 == 0 ? one : other;
        ten.add(writer.commit(Commit.of(Results.NONE, new Operation.Put(A, Scalar.of(i + k)))));
        if (k == 5) {
          disturb();
        }
      }
      ten.forEach(each -> assertThat(revisions.add(get(each).revision())).isTrue());
    }
    assertThat(revisions.first()).isEqualTo(before + 1);
    assertThat(revisions.last()).isEqualTo(before + count);
    assertThat(newest(one)).isEqualTo(before + count);
  }

  // What is computed: by the engine, or for one that can't by its client

  @Test
  void numbersAreAddedTo() {
    assertThat(current(new Operation.Add(A, ONE, TWO))).isEqualTo(Scalar.of(3));
    assertThat(current(new Operation.Add(A, Scalar.of(Integer.MAX_VALUE), TWO)))
        .isEqualTo(Scalar.of(Integer.MIN_VALUE + 2));
    assertThat(value(other, A)).isEqualTo(Scalar.of(Integer.MIN_VALUE + 2));
    assertThat(current(new Operation.Add(B, Scalar.of(0.5), Scalar.of(1.0))))
        .isEqualTo(Scalar.of(1.5));
  }

  private Bytes current(Operation operation) {
    Entry current = commit(one, Commit.of(Results.CURRENT, operation)).results().get(0).current();
    return current == null ? null : current.value();
  }

  @Test
  void numbersAreLoweredAndRaised() {
    long revision = put(one, A, Scalar.of(5));
    assertThat(current(new Operation.Min(A, Scalar.of(7), ZERO))).isEqualTo(Scalar.of(5));
    assertThat(current(new Operation.Max(A, Scalar.of(3), ZERO))).isEqualTo(Scalar.of(5));
    assertThat(newest(one)).isEqualTo(revision);
    assertThat(current(new Operation.Min(A, Scalar.of(4), ZERO))).isEqualTo(Scalar.of(4));
    assertThat(current(new Operation.Max(A, Scalar.of(9), ZERO))).isEqualTo(Scalar.of(9));
    assertThat(read(other, A)).isEqualTo(new Entry(A, Scalar.of(9), revision, revision + 2));
    assertThat(current(new Operation.Max(B, Scalar.of(-1), ZERO))).isNull();
    assertThat(current(new Operation.Min(B, Scalar.of(-1), ZERO))).isEqualTo(Scalar.of(-1));
  }

  @Test
  void listsAreAppendedToAndKeptShort() {
    for (int i = 1; i <= 4; i++) {
      run(one, new Operation.Append(A, Bytes.wrap(new byte[] {(byte) i}), 3, Sequence.EMPTY));
    }
    assertThat(value(other, A)).isEqualTo(Bytes.wrap(new byte[] {'L', 1, 2, 1, 3, 1, 4}));
  }

  @Test
  void entriesAreCounted() {
    Operation tally = new Operation.Tally(M, ENTRIES);
    run(one, new Operation.Put(M1, ONE), new Operation.Put(M2, ONE), tally);
    assertThat(value(other, M)).isEqualTo(TWO);
    long counted = read(other, M).modRevision();
    CommitResult replaced =
        commit(one, Commit.of(Results.PREVIOUS, new Operation.Put(M1, TWO), tally));
    assertThat(replaced.results().get(0).previous().value()).isEqualTo(ONE);
    assertThat(read(other, M).modRevision()).isEqualTo(counted);
    run(one, new Operation.Delete(M1), new Operation.Delete(A), tally);
    assertThat(value(other, M)).isEqualTo(ONE);
    run(one, new Operation.DeleteRange(ENTRIES), new Operation.Put(M1, ONE), tally);
    assertThat(value(other, M)).isEqualTo(ONE);
    run(one, new Operation.DeleteRange(ENTRIES), tally);
    assertThat(value(other, M)).isEqualTo(ZERO);
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingOfTheCommitHappens() {
    long revision = put(one, A, Scalar.of("text"));
    for (Operation operation :
        List.of(
            new Operation.Add(A, ONE, ZERO),
            new Operation.Add(B, ONE, Scalar.of(0L)),
            new Operation.Min(A, ONE, ZERO),
            new Operation.Max(A, ONE, ZERO),
            new Operation.Append(A, ONE, 3, Sequence.EMPTY))) {
      assertThatThrownBy(() -> run(one, new Operation.Put(M, ONE), operation))
          .as("%s", operation)
          .isInstanceOf(BadValueException.class);
    }
    assertThatThrownBy(() -> run(one, new Operation.Append(B, ONE, 0, Sequence.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Calls.get(one.range(ALL, revision + 100)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no revision");
    assertThat(newest(other)).isEqualTo(revision);
  }

  @Test
  void computingIsAtomic() throws Exception {
    int rounds = Boolean.getBoolean("zproc.full") ? 1_000 : 50;
    List<Thread> threads = new ArrayList<>();
    for (StateEngine engine : List.of(one, other, one, other)) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < rounds; i++) {
                  run(
                      engine,
                      new Operation.Add(A, ONE, ZERO),
                      new Operation.Append(B, ONE, 20, Sequence.EMPTY));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(value(one, A)).isEqualTo(Scalar.of(4 * rounds));
    assertThat(value(one, B).size()).isEqualTo(1 + 20 * 6);
  }

  // Watching

  @Test
  void aWatchTellsThePastAndThenThePresent() {
    long start = newest(one);
    put(one, A, ONE);
    put(one, B, ONE);
    Recorder recorder = new Recorder();
    other.watch(watching(KeyRange.single(A), start), 100, recorder);
    run(one, new Operation.Put(A, TWO), new Operation.Put(M, ONE));
    run(one, new Operation.Delete(A));

    assertThat(recorder.event())
        .isEqualTo(new CommitEvent(start + 1, one.session(), List.of(new KeyChange(A, ONE, null))));
    // Of a commit only what is watched.
    assertThat(recorder.event())
        .isEqualTo(new CommitEvent(start + 3, one.session(), List.of(new KeyChange(A, TWO, ONE))));
    assertThat(recorder.event())
        .isEqualTo(new CommitEvent(start + 4, one.session(), List.of(new KeyChange(A, null, TWO))));
  }

  @Test
  void aWatchLeavesOutWhatItWasAskedTo() {
    long start = newest(one);
    Recorder notMine = new Recorder();
    one.watch(
        new WatchSpec(
            new KeySelection(List.of(ALL), List.of(ENTRIES)), start, one.session(), false, 0),
        100,
        notMine);
    Recorder identical = new Recorder();
    one.watch(new WatchSpec(KeySelection.of(ALL), start, 0, true, 3), 100, identical);
    put(one, A, ONE);
    put(other, A, ONE); // the same bytes
    put(other, M1, ONE); // an excluded key
    long last = put(other, A, TWO);

    assertThat(notMine.event().revision()).isEqualTo(last);
    // And only as many as it was asked for.
    for (long revision = start + 1; revision <= start + 3; revision++) {
      assertThat(identical.event().revision()).isEqualTo(revision);
    }
    Recorder later = new Recorder();
    one.watch(watching(ALL, last - 1), 1, later);
    assertThat(later.event().revision()).isEqualTo(last);
    assertThat(identical.isEmpty()).isTrue();
    assertThat(notMine.isEmpty()).isTrue();
  }

  @Test
  void aWatchTellsNoMoreThanWasRequestedAndMissesNothing() {
    long start = newest(one);
    Recorder recorder = new Recorder();
    Subscription watch = other.watch(watching(ALL, start), 2, recorder);
    for (int i = 1; i <= 10; i++) {
      put(one, A, Scalar.of(i));
    }
    assertThat(recorder.event().revision()).isEqualTo(start + 1);
    assertThat(recorder.event().revision()).isEqualTo(start + 2);
    // Another watch that is told all of it shows that this one has been told nothing more.
    Recorder all = new Recorder();
    other.watch(watching(ALL, start), 100, all);
    for (int i = 1; i <= 10; i++) {
      assertThat(all.event().revision()).isEqualTo(start + i);
    }
    assertThat(recorder.isEmpty()).isTrue();
    watch.request(3);
    watch.request(Long.MAX_VALUE);
    for (int i = 3; i <= 10; i++) {
      assertThat(recorder.event().revision()).isEqualTo(start + i);
    }
    watch.cancel();
    watch.cancel();
    put(one, A, ONE);
    assertThat(all.event().revision()).isEqualTo(start + 11);
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void aWatchGoesOnWhateverBecomesOfConnections() {
    long start = newest(one);
    Recorder recorder = new Recorder();
    other.watch(watching(ALL, start), Long.MAX_VALUE, recorder);
    for (int i = 1; i <= 60; i++) {
      put(one, A, Scalar.of(i));
      if (i % 10 == 5) {
        disturb();
      }
    }
    for (int i = 1; i <= 60; i++) {
      assertThat(recorder.event().revision()).isEqualTo(start + i);
    }
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void anEngineThatEndsFailsWhatIsAskedAndTellsItsWatches() {
    Recorder recorder = new Recorder();
    other.watch(watching(ALL, newest(other)), 10, recorder);
    newest(other);
    backend.die();
    assertThat(recorder.next()).isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> get(other.read(A))).isInstanceOf(EngineException.Closed.class);
    assertThatThrownBy(() -> get(other.range(ALL, 0))).isInstanceOf(EngineException.Closed.class);
    assertThatThrownBy(() -> get(other.commit(Commit.of(new Operation.Put(A, ONE)))))
        .isInstanceOf(EngineException.class);
  }
}
