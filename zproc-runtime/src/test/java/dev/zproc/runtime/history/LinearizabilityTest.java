package dev.zproc.runtime.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Histories that are known to be good or bad, and many small ones that are judged by trying all.
 */
class LinearizabilityTest {

  private static final Bytes X = Bytes.utf8("x");
  private static final Bytes Y = Bytes.utf8("y");

  private final List<Timed<StateOp>> history = new ArrayList<>();

  private void add(String process, long begin, long end, StateOp what) {
    history.add(new Timed<>(process, begin, end, what));
  }

  /** The entry that {@code key} has had since {@code mod}, and was created at {@code create}. */
  private static Entry entry(Bytes key, long value, long create, long mod) {
    return new Entry(key, Scalar.of(value), create, mod);
  }

  private static StateOp read(Bytes key, @Nullable Entry entry, long revision) {
    return new StateOp.Read(key, new ReadResult(entry, revision));
  }

  private static StateOp put(
      Bytes key, long value, long revision, @Nullable Entry previous, Entry current) {
    return new StateOp.Submit(
        put(key, value),
        new CommitResult(
            true, revision, List.of(new OperationResult(previous, current)), List.of()));
  }

  private static Commit put(Bytes key, long value) {
    return Commit.of(new Operation.Put(key, Scalar.of(value)));
  }

  private static Commit increment(Bytes key) {
    return Commit.of(new Operation.Add(key, Scalar.of(1L), Scalar.of(0L)));
  }

  private static StateOp increment(
      Bytes key, long revision, @Nullable Entry previous, Entry current) {
    return new StateOp.Submit(
        increment(key),
        new CommitResult(
            true, revision, List.of(new OperationResult(previous, current)), List.of()));
  }

  private static StateOp unknown(Commit commit) {
    return new StateOp.Submit(commit, null);
  }

  private void isGood() {
    assertThat(violation()).isEmpty();
    assertThat(Linearizability.violation(StateModel.values(), history)).isEmpty();
  }

  private void isBad() {
    assertThat(violation()).isPresent();
  }

  /** Bad even for somebody who does not look at revisions. */
  private void isBadInItsValues() {
    isBad();
    assertThat(Linearizability.violation(StateModel.values(), history)).isPresent();
  }

  private Optional<String> violation() {
    return Linearizability.violation(StateModel.whole(1, history, null), history);
  }

  @Test
  void nothingAtAllIsGood() {
    isGood();
  }

  @Test
  void oneAfterTheOtherIsGood() {
    add("a", 1, 2, read(X, null, 1));
    add("a", 3, 4, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 5, 6, put(X, 8, 3, entry(X, 7, 2, 2), entry(X, 8, 2, 3)));
    add("a", 7, 8, read(X, entry(X, 8, 2, 3), 3));
    isGood();
  }

  @Test
  void whatOverlapsMayComeInAnyOrder() {
    add("a", 1, 10, put(X, 7, 3, entry(X, 8, 2, 2), entry(X, 7, 2, 3)));
    add("b", 2, 9, put(X, 8, 2, null, entry(X, 8, 2, 2)));
    add("c", 3, 4, read(X, null, 1));
    add("c", 5, 6, read(X, entry(X, 8, 2, 2), 2));
    add("c", 7, 8, read(X, entry(X, 7, 2, 3), 3));
    isGood();
  }

  @Test
  void aStaleReadIsBad() {
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 3, 4, read(X, null, 1));
    isBadInItsValues();
  }

  @Test
  void twoReadersWhoDisagreeAboutTheOrderAreBad() {
    add("a", 1, 20, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 2, 3, read(X, entry(X, 7, 2, 2), 2));
    add("c", 4, 5, read(X, null, 1));
    isBadInItsValues();
  }

  @Test
  void aProcessThatDoesNotReadItsOwnWriteIsBad() {
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("a", 3, 4, put(X, 8, 3, entry(X, 7, 2, 2), entry(X, 8, 2, 3)));
    add("a", 5, 6, read(X, entry(X, 7, 2, 2), 2));
    isBadInItsValues();
  }

  @Test
  void aLostUpdateIsBad() {
    add("a", 1, 4, increment(X, 2, null, entry(X, 1, 2, 2)));
    add("b", 2, 3, increment(X, 3, null, entry(X, 1, 3, 3)));
    isBadInItsValues();
  }

  @Test
  void aDoubleApplicationIsBad() {
    add("a", 1, 2, increment(X, 2, null, entry(X, 1, 2, 2)));
    add("b", 3, 4, read(X, entry(X, 2, 2, 3), 3));
    isBadInItsValues();
  }

  @Test
  void aValueFromNowhereIsBad() {
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 3, 4, read(X, entry(X, 9, 2, 2), 2));
    isBadInItsValues();
  }

  @Test
  void aRevisionThatGoesBackIsBad() {
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 3, 4, put(Y, 7, 3, null, entry(Y, 7, 3, 3)));
    add("b", 5, 6, read(X, entry(X, 7, 2, 2), 2));
    isBad();
    // Its values could have been so: only the revision tells that it was too old a look.
    assertThat(Linearizability.violation(StateModel.values(), history)).isEmpty();
  }

  @Test
  void aRevisionThatStandsStillIsBad() {
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 3, 4, put(Y, 7, 2, null, entry(Y, 7, 2, 2)));
    isBad();
  }

  @Test
  void aRevisionWithoutACommitIsBad() {
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 3, 4, put(Y, 7, 4, null, entry(Y, 7, 4, 4)));
    isBad();
  }

  @Test
  void halfATransactionIsBad() {
    Commit both =
        Commit.of(new Operation.Put(X, Scalar.of(7L)), new Operation.Put(Y, Scalar.of(7L)));
    CommitResult result =
        new CommitResult(
            true,
            2,
            List.of(
                new OperationResult(null, entry(X, 7, 2, 2)),
                new OperationResult(null, entry(Y, 7, 2, 2))),
            List.of());
    add("a", 1, 10, new StateOp.Submit(both, result));
    KeyRange all = new KeyRange(Bytes.EMPTY, null);
    List<Entry> half = List.of(entry(X, 7, 2, 2));
    add("b", 2, 3, new StateOp.Range(all, new RangeResult(half, 2)));
    isBadInItsValues();
  }

  @Test
  void aCompareAndSetThatDoesNotCompareIsBad() {
    Commit swap =
        new Commit(
            List.of(new Compare.Value(X, Scalar.of(1L))),
            List.of(new Operation.Put(X, Scalar.of(2L))));
    CommitResult done =
        new CommitResult(
            true, 3, List.of(new OperationResult(entry(X, 7, 2, 2), entry(X, 2, 2, 3))), List.of());
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("b", 3, 4, new StateOp.Submit(swap, done));
    isBadInItsValues();
  }

  @Test
  void aCompareAndSetThatFailsForNoReasonIsBad() {
    Commit swap = new Commit(List.of(new Compare.Value(X, Scalar.of(7L))), put(X, 8).operations());
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add(
        "b",
        3,
        4,
        new StateOp.Submit(
            swap, new CommitResult(false, 2, List.of(), List.of(entry(X, 7, 2, 2)))));
    isBadInItsValues();
  }

  @Test
  void anUnknownOutcomeMayNeverHappen() {
    add("a", 1, Timed.NEVER, unknown(increment(X)));
    add("b", 2, 3, read(X, null, 1));
    add("b", 4, 5, increment(X, 2, null, entry(X, 1, 2, 2)));
    isGood();
  }

  @Test
  void anUnknownOutcomeMayHappenLongAfterwards() {
    add("a", 1, Timed.NEVER, unknown(increment(X)));
    add("b", 2, 3, read(X, null, 1));
    add("b", 4, 5, increment(X, 2, null, entry(X, 1, 2, 2)));
    add("b", 6, 7, read(X, entry(X, 1, 2, 2), 2));
    add("b", 8, 9, read(X, entry(X, 2, 2, 3), 3));
    isGood();
  }

  @Test
  void anUnknownOutcomeThatHappensTwiceIsBad() {
    add("a", 1, Timed.NEVER, unknown(increment(X)));
    add("b", 2, 3, read(X, entry(X, 1, 2, 2), 2));
    add("b", 4, 5, read(X, entry(X, 2, 2, 3), 3));
    isBadInItsValues();
  }

  @Test
  void anUnknownOutcomeBeforeItsBeginningIsBad() {
    add("b", 1, 2, read(X, entry(X, 1, 2, 2), 2));
    add("a", 3, Timed.NEVER, unknown(increment(X)));
    isBadInItsValues();
  }

  @Test
  void anUnknownOutcomeThatIsTakenBackIsBad() {
    add("a", 1, Timed.NEVER, unknown(increment(X)));
    add("b", 2, 3, read(X, entry(X, 1, 2, 2), 2));
    add("b", 4, 5, read(X, null, 3));
    isBadInItsValues();
  }

  @Test
  void theReasonShowsTheOperationThatDoesNotFit() {
    add("a", 1, 2, put(X, 7, 2, null, entry(X, 7, 2, 2)));
    add("reader", 3, 4, read(X, null, 1));
    assertThat(violation().orElseThrow())
        .contains("has 1 of 2 operations")
        .containsPattern("none can:\\n {2}reader");
  }

  @Test
  void keysThatNothingTiesTogetherArePartsOfTheirOwn() {
    add("a", 1, 2, read(X, null, 1));
    add("a", 3, 4, read(Y, null, 1));
    add("a", 5, 6, read(X, null, 1));
    assertThat(Linearizability.byKey(history, StateOp::keys))
        .containsExactly(List.of(history.get(0), history.get(2)), List.of(history.get(1)));

    Operation.Delete both = new Operation.Delete(Y);
    CommitResult nothing =
        new CommitResult(true, 1, List.of(new OperationResult(null, null)), List.of());
    add(
        "b",
        7,
        8,
        new StateOp.Submit(
            new Commit(List.of(new Compare.Revision(X, 0)), List.of(both)), nothing));
    assertThat(Linearizability.byKey(history, StateOp::keys)).containsExactly(history);
  }

  /** A counter whose history goes on for so long that a search without memory would not end. */
  @Test
  void aLongHistoryOfManyWhoOverlapIsJudgedAtOnce() {
    int count = 400;
    for (int i = 0; i < count; i++) {
      // Eight at a time, each of which could come before or after the seven others.
      long begin = i / 8 * 100L + i % 8;
      Entry before = i == 0 ? null : entry(X, i, 2, i + 1);
      add("p" + i % 8, begin, begin + 50, increment(X, i + 2, before, entry(X, i + 1, 2, i + 2)));
      add("u" + i % 8, begin, Timed.NEVER, unknown(put(X, -i)));
    }
    assertThat(violation()).isEmpty();
    add("late", 1_000_000, 1_000_001, read(X, entry(X, count - 1, 2, count), count));
    isBad();
  }

  // Small random histories, right and wrong, against a judge that tries every order.

  private static final int SMALL = Boolean.getBoolean("zproc.full") ? 200_000 : 20_000;

  @Test
  void itAgreesWithTryingEveryOrder() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("LinearizabilityTest: -Dzproc.seed=" + seed);
    int good = 0;
    for (int i = 0; i < SMALL; i++) {
      List<Timed<int[]>> small = random(new Random(seed + i));
      boolean expected = anyOrder(small, new ArrayList<>(), 0);
      assertThat(Linearizability.violation(new Register(), small).isEmpty())
          .as("seed %d", seed + i)
          .isEqualTo(expected);
      good += expected ? 1 : 0;
    }
    assertThat(good).isBetween(SMALL / 20, SMALL * 19 / 20);
  }

  private static final int READ = 0;
  private static final int WRITE = 1;
  private static final int ADD = 2;
  private static final int UNKNOWN_ADD = 3;

  /** One number: {kind, number}; an ADD of one tells what it found. */
  private static final class Register implements Model<Integer, int[]> {
    @Override
    public Integer initial() {
      return 0;
    }

    @Override
    public @Nullable Integer step(Integer state, int[] operation) {
      return switch (operation[0]) {
        case READ -> state == operation[1] ? state : null;
        case WRITE -> operation[1];
        case ADD -> state == operation[1] ? Integer.valueOf(state + 1) : null;
        default -> state + 1;
      };
    }
  }

  private static List<Timed<int[]>> random(Random random) {
    List<Timed<int[]>> small = new ArrayList<>();
    int count = 2 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(4);
      long begin = random.nextInt(10);
      long end = kind == UNKNOWN_ADD ? Timed.NEVER : begin + random.nextInt(6);
      small.add(new Timed<>("p" + i, begin, end, new int[] {kind, random.nextInt(3)}));
    }
    return small;
  }

  private static boolean anyOrder(List<Timed<int[]>> all, List<Timed<int[]>> placed, int state) {
    if (all.stream().allMatch(each -> each.isUnknown() || placed.contains(each))) {
      return true;
    }
    for (Timed<int[]> next : all) {
      boolean mayFollow =
          !placed.contains(next)
              && all.stream()
                  .noneMatch(other -> !placed.contains(other) && other.end() < next.begin());
      Integer then = mayFollow ? new Register().step(state, next.what()) : null;
      if (then != null) {
        placed.add(next);
        boolean found = anyOrder(all, placed, then);
        placed.remove(next);
        if (found) {
          return true;
        }
      }
    }
    return false;
  }
}
