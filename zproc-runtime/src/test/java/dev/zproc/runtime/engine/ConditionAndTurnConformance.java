package dev.zproc.runtime.engine;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.testing.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The same for conditions, and for the turns of those who contend. */
abstract class ConditionAndTurnConformance extends EngineConformance {

  /** Longer than a machine stalls, since else a turn ends too early; one test waits for it. */
  private static final Duration LEASE = Duration.ofSeconds(4);

  /** These options with the limits of a test, and with turns that last. */
  static ServerOptions lasting(ServerOptions options, StoreLimits limits) {
    return options.withLimits(limits).withTurns(LEASE, options.maxQueuedBytes());
  }

  private static ConditionSpec atLeast(int least, long from, boolean repeat) {
    return new ConditionSpec(
        new Criterion.Comparison(
            new Operand.Key(A, ZERO),
            Relation.GREATER_OR_EQUAL,
            new Operand.Literal(Scalar.of(least))),
        from,
        0,
        repeat,
        false,
        List.of(KeyRange.single(A)));
  }

  @Test
  void aConditionIsTrueAtTheFirstRevisionAtWhichItHolds() {
    long start = put(one, A, ONE);
    Recorder later = new Recorder();
    other.await(atLeast(5, start, false), 1, later);
    put(one, A, Scalar.of(4));
    long first = put(one, A, Scalar.of(5));
    put(one, A, Scalar.of(6));
    put(one, A, ZERO);
    Match match = later.match();
    assertThat(match.revision()).isEqualTo(first);
    assertThat(match.origin()).isEqualTo(one.session());
    assertThat(match.captured()).extracting(Entry::value).containsExactly(Scalar.of(5));
    // That it is false by now is no reason not to find it in the past.
    Recorder past = new Recorder();
    other.await(atLeast(5, start, false), 1, past);
    assertThat(past.match().revision()).isEqualTo(first);
  }

  @Test
  void aConditionThatRepeatsIsTrueOnceForEachRevisionAtWhichItHolds() {
    long start = put(one, A, ONE);
    Recorder recorder = new Recorder();
    other.await(atLeast(5, start, true), Long.MAX_VALUE, recorder);
    for (int value : new int[] {5, 4, 6, 7, 0, 8}) {
      put(one, A, Scalar.of(value));
      disturb();
    }
    for (long revision : new long[] {start + 1, start + 3, start + 4, start + 6}) {
      assertThat(recorder.match().revision()).isEqualTo(revision);
    }
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void nobodyWritesToWhatATurnHasRead() {
    put(one, A, ONE);
    Turn turn = get(one.takeTurn(List.of(KeyRange.single(A), KeyRange.single(M))));
    assertThat(turn.covered()).isBetween(0, 2);
    assertThat(entry(turn, A).value()).isEqualTo(ONE);
    assertThat(get(turn.range(ENTRIES)).entries()).isEmpty();
    CompletableFuture<CommitResult> write =
        other.commit(Commit.of(new Operation.Put(A, Scalar.of(100))));
    CompletableFuture<CommitResult> insert = other.commit(Commit.of(new Operation.Put(M1, ONE)));
    // Whatever does not concern the turn goes on, of other processes.
    StateEngine third = backend.newSession();
    put(third, B, ONE);
    assertThat(entry(turn, A).value()).isEqualTo(ONE);
    assertThat(get(turn.range(ENTRIES)).entries()).isEmpty();
    assertThat(write).isNotDone();
    assertThat(insert).isNotDone();

    CommitResult made =
        get(
            turn.commit(
                new Commit(
                    List.of(new Compare.Revision(A, entry(turn, A).modRevision())),
                    List.of(new Operation.Put(A, TWO)))));
    assertThat(made.committed()).isTrue();
    assertThat(get(write).revision()).isGreaterThan(made.revision());
    assertThat(get(insert).revision()).isGreaterThan(get(write).revision());
    assertThat(value(one, A)).isEqualTo(Scalar.of(100));
  }

  private static Entry entry(Turn turn, Bytes key) {
    List<Entry> found = get(turn.range(KeyRange.single(key))).entries();
    return found.isEmpty() ? null : found.get(0);
  }

  @Test
  void turnsComeOneAfterTheOtherAndTheirNumbersGrow() {
    Turn first = get(one.takeTurn(List.of()));
    CompletableFuture<Turn> second = other.takeTurn(List.of());
    newest(other); // so that it has asked before the next one does
    CompletableFuture<Turn> third = one.takeTurn(List.of());
    newest(other);
    assertThat(second).isNotDone();
    first.end();
    first.end();
    Turn next = get(second);
    assertThat(next.fence()).isGreaterThan(first.fence());
    newest(one);
    assertThat(third).isNotDone();
    // A commit ends its turn, whatever becomes of it.
    assertThatThrownBy(() -> get(next.commit(Commit.of(new Operation.Add(A, ONE, Scalar.of(0L))))))
        .isInstanceOf(EngineException.Rejected.class);
    assertThat(get(third).fence()).isGreaterThan(next.fence());
    get(third).end();
  }

  @Test
  void whatComesAfterTheEndOfATurnIsRefused() {
    Turn turn = get(one.takeTurn(List.of()));
    turn.end();
    assertThatThrownBy(() -> get(turn.range(ALL))).isInstanceOf(EngineException.TurnOver.class);
    assertThatThrownBy(() -> get(turn.commit(Commit.of(new Operation.Put(A, ONE)))))
        .isInstanceOfSatisfying(
            EngineException.TurnOver.class, over -> assertThat(over.overdue()).isFalse());
    assertThat(value(other, A)).isNull();
  }

  @Test
  void aLeaseThatIsOverEndsTheTurn() {
    Turn turn = get(one.takeTurn(List.of(KeyRange.single(A))));
    assertThat(turn.leaseMillis()).isPositive();
    // Waits until the lease is over, and no longer.
    assertThat(put(other, A, ONE)).isPositive();
    assertThatThrownBy(() -> get(turn.commit(Commit.of(new Operation.Put(A, TWO)))))
        .isInstanceOfSatisfying(
            EngineException.TurnOver.class, over -> assertThat(over.overdue()).isTrue());
    assertThat(value(other, A)).isEqualTo(ONE);
  }
}
