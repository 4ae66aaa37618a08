package dev.zproc.runtime.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Turns without a server, a clock or a thread. */
class TurnTableTest {

  private static final long LEASE = 1_000;
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final KeyRange ENTRIES = KeyRange.prefix(Bytes.utf8("m\0"));

  private final TurnTable<String> table = new TurnTable<>(LEASE, 100_000);

  private long grant(long session, long now) {
    table.ask(session, List.of(), "turn of " + session);
    TurnTable.Asked<String> granted = table.grant(now);
    assertThat(granted).isNotNull();
    assertThat(granted.session()).isEqualTo(session);
    return table.fence();
  }

  private static Commit put(Bytes key) {
    return Commit.of(new Operation.Put(key, Scalar.of(1)));
  }

  private List<String> unparked() {
    List<String> all = new ArrayList<>();
    for (TurnTable.Parked<String> each = table.unpark(); each != null; each = table.unpark()) {
      all.add(each.ticket());
    }
    return all;
  }

  @Test
  void turnsAreGrantedOneAtATimeInTheOrderOfAsking() {
    table.ask(1, List.of(), "first");
    table.ask(2, List.of(), "second");
    table.ask(1, List.of(), "third");

    assertThat(table.grant(0).ticket()).isEqualTo("first");
    long first = table.fence();
    assertThat(table.grant(0)).isNull();
    table.end(1, first);
    assertThat(table.grant(0).ticket()).isEqualTo("second");
    assertThat(table.fence()).isGreaterThan(first);
    table.end(2, table.fence());
    assertThat(table.grant(0).ticket()).isEqualTo("third");
  }

  @Test
  void onlyWritesToWhatTheHolderHasReadWait() {
    grant(1, 0);
    table.protect(KeyRange.single(A));
    table.protect(ENTRIES);
    Bytes entry = Bytes.utf8("m\0x");

    for (Operation waits :
        List.of(
            new Operation.Put(A, Scalar.of(1)),
            new Operation.Delete(A),
            new Operation.Add(A, Scalar.of(1), Scalar.of(0)),
            new Operation.Min(A, Scalar.of(1), Scalar.of(0)),
            new Operation.Max(A, Scalar.of(1), Scalar.of(0)),
            new Operation.Append(A, B, 1, Sequence.EMPTY),
            new Operation.Tally(A, KeyRange.single(B)),
            new Operation.Put(entry, Scalar.of(1)),
            new Operation.DeleteRange(new KeyRange(Bytes.EMPTY, null)),
            new Operation.DeleteRange(KeyRange.prefix(Bytes.utf8("m"))))) {
      assertThat(table.mustWait(2, Commit.of(waits))).as("%s", waits).isTrue();
      assertThat(table.mustWait(1, Commit.of(waits))).as("holder's own, outside").isTrue();
    }
    for (Operation goes :
        List.of(
            new Operation.Put(B, Scalar.of(1)),
            new Operation.Tally(B, ENTRIES),
            new Operation.DeleteRange(new KeyRange(B, Bytes.utf8("c"))),
            new Operation.DeleteRange(new KeyRange(B, B)),
            new Operation.DeleteRange(new KeyRange(Bytes.utf8("z"), null)))) {
      assertThat(table.mustWait(2, Commit.of(goes))).as("%s", goes).isFalse();
    }
    assertThat(table.mustWait(2, Commit.of())).isFalse();
  }

  @Test
  void afterTheTurnWhatWaitedComesInItsOrderAndOnlyThenTheNextTurn() {
    long fence = grant(1, 0);
    table.protect(KeyRange.single(A));
    table.ask(4, List.of(), "next turn");
    table.park(2, put(A), 10, "2:1");
    table.park(3, put(A), 10, "3:1");
    // It may not overtake what its session has asked for before, whatever it writes to.
    assertThat(table.mustWait(2, put(B))).isTrue();
    table.park(2, put(B), 10, "2:2");
    assertThat(table.unpark()).isNull();
    table.end(1, fence);

    assertThat(table.grant(0)).isNull();
    assertThat(table.unpark().ticket()).isEqualTo("2:1");
    // One of the session still waits.
    assertThat(table.mustWait(2, put(B))).isTrue();
    assertThat(table.mustWait(3, put(B))).isTrue();
    assertThat(table.mustWait(5, put(A))).isFalse();
    assertThat(unparked()).containsExactly("3:1", "2:2");
    assertThat(table.mustWait(2, put(B))).isFalse();
    assertThat(table.grant(0).ticket()).isEqualTo("next turn");
    // Whose scope is its own.
    assertThat(table.mustWait(2, put(A))).isFalse();
  }

  @Test
  void whoExceedsTheLeaseLosesTheTurnAndIsToldSo() {
    long fence = grant(1, 5_000);
    assertThat(table.expire(5_000 + LEASE - 1)).isFalse();
    table.check(1, fence);
    assertThat(table.left(5_000 + LEASE - 1)).isEqualTo(1);
    assertThat(table.expire(5_000 + LEASE)).isTrue();
    assertThat(table.expire(5_000 + LEASE)).isFalse();

    assertThat(table.isFree()).isTrue();
    assertThatThrownBy(() -> table.check(1, fence))
        .isInstanceOfSatisfying(
            EngineException.TurnOver.class, over -> assertThat(over.overdue()).isTrue());
    long other = grant(2, 9_000);
    assertThatThrownBy(() -> table.check(1, fence))
        .isInstanceOfSatisfying(
            EngineException.TurnOver.class, over -> assertThat(over.overdue()).isTrue());
    // A late end of the one is no end of the other.
    table.end(1, fence);
    table.end(1, other);
    table.check(2, other);
  }

  @Test
  void aTurnThatEndedOtherwiseIsNotExceeded() {
    long fence = grant(1, 0);
    table.end(1, fence);
    assertThatThrownBy(() -> table.check(1, fence))
        .isInstanceOfSatisfying(
            EngineException.TurnOver.class, over -> assertThat(over.overdue()).isFalse());
    long lost = grant(1, 0);
    table.forgetTurns(1);
    assertThat(table.isFree()).isTrue();
    assertThatThrownBy(() -> table.check(1, lost))
        .isInstanceOfSatisfying(
            EngineException.TurnOver.class, over -> assertThat(over.overdue()).isFalse());
    long others = grant(2, 0);
    assertThatThrownBy(() -> table.check(1, others)).isInstanceOf(EngineException.TurnOver.class);
  }

  @Test
  void aConnectionThatIsLostTakesItsTurnsWithItButNotItsCommits() {
    grant(1, 0);
    table.protect(KeyRange.single(A));
    table.ask(2, List.of(), "lost");
    table.ask(3, List.of(), "stays");
    table.park(2, put(A), 10, "commit");
    table.forgetTurns(2);
    assertThat(table.isFree()).isFalse();
    table.forgetTurns(1);

    assertThat(unparked()).containsExactly("commit");
    assertThat(table.grant(0).ticket()).isEqualTo("stays");
  }

  @Test
  void aSessionThatIsGoneTakesItsCommitsToo() {
    long fence = grant(1, 0);
    table.protect(KeyRange.single(A));
    table.park(2, put(A), 10, "gone");
    table.park(3, put(A), 10, "stays");
    table.forget(2);
    assertThat(table.mustWait(2, put(B))).isFalse();
    table.end(1, fence);

    assertThat(unparked()).containsExactly("stays");
  }

  @Test
  void whatWaitsIsBounded() {
    TurnTable<String> small = new TurnTable<>(LEASE, 2_000);
    small.ask(1, List.of(), "turn");
    small.grant(0);
    small.protect(KeyRange.single(A));
    small.park(2, put(A), 1_000, "fits");
    assertThatThrownBy(() -> small.park(3, put(A), 1_000, "does not"))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("1256 bytes already, and the limit (maxQueuedBytes) is 2000");
    assertThat(small.mustWait(3, put(B))).isFalse();
    small.ask(4, List.of(), "fits");
    assertThatThrownBy(() -> small.ask(5, List.of(ENTRIES, ENTRIES), "does not"))
        .isInstanceOf(EngineException.Rejected.class);
    // What has gone makes room again.
    small.forget(2);
    small.forgetTurns(4);
    small.park(3, put(A), 1_700, "fits");
    List<String> told = new ArrayList<>();
    small.drain(told::add);
    assertThat(told).containsExactly("fits");
    small.park(3, put(A), 1_700, "fits again");
  }

  /** Against a set of all keys of one letter, which is as simple as can be. */
  @Test
  void aScopeHoldsWhatWasAdded() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      KeyScope scope = new KeyScope();
      TreeSet<Integer> model = new TreeSet<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        int from = random.nextInt(20);
        int to = random.nextInt(22);
        scope.add(range(from, to));
        for (int key = from; key < Math.min(20, to == 21 ? 20 : to); key++) {
          model.add(key);
        }
      }
      for (int key = 0; key < 20; key++) {
        assertThat(scope.contains(key(key))).isEqualTo(model.contains(key));
        for (int to = 0; to < 22; to++) {
          boolean meets = key < to && !model.subSet(key, Math.max(key, Math.min(20, to))).isEmpty();
          assertThat(scope.meets(range(key, to))).isEqualTo(meets);
        }
      }
    }
  }

  private static Bytes key(int index) {
    return Bytes.wrap(new byte[] {(byte) ('a' + index)});
  }

  /** From one letter to another, or to the end of all keys. */
  private static KeyRange range(int from, int to) {
    return new KeyRange(key(from), to == 21 ? null : key(to));
  }
}
