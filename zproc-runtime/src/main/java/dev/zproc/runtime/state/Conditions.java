package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.LastValues;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.FutureMatch;
import dev.zproc.runtime.internal.wait.ToldFuture;
import dev.zproc.runtime.internal.wait.View;
import dev.zproc.runtime.spi.ValueType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes conditions, and waits for them. */
final class Conditions {

  private Conditions() {}

  static Condition compare(
      StateEngine engine, Slot<?> slot, Relation relation, @Nullable Bytes value, String shown) {
    Criterion criterion =
        new Criterion.Comparison(slot.operand(), relation, new Operand.Literal(value));
    return new Condition(engine, criterion, Phrase.comparison(slot.name(), relation.sign(), shown));
  }

  /** The bytes of 0, false, or empty; null if the type has none such. */
  static <T> @Nullable Bytes zero(ValueType<T> type) {
    T zero = type.zero();
    if (zero != null) {
      return Bytes.wrap(type.encode(zero));
    }
    return type.name().equals("java.lang.String") ? Bytes.wrap(new byte[] {'T'}) : null;
  }

  /** Waits for {@code condition}; the snapshot of the revision at which it held. */
  static <S> S await(StateSpace<S> space, Condition condition, Deadline deadline) {
    return seen(space, take(space, condition, all(space), deadline));
  }

  /** The same, of which only the time is of interest. */
  static void awaitOnly(StateSpace<?> space, Condition condition, Deadline deadline) {
    Match match = take(space, condition, List.of(), deadline);
    space.cursors.saw(match.revision());
  }

  private static Match take(
      StateSpace<?> space, Condition condition, List<KeyRange> capture, Deadline deadline) {
    try {
      return open(space, condition, capture).take(deadline, "'" + condition + "'");
    } catch (WaitTimeoutException missed) {
      StateEngine engine = space.engine();
      List<Namespace<?>> open = List.of(space.namespace);
      String values = LastValues.of(engine, open, condition.criterion(engine));
      throw values.isEmpty() ? missed : new WaitTimeoutException(missed.getMessage() + values);
    }
  }

  /** The same as a future. */
  static <S> CompletableFuture<S> awaitAsync(StateSpace<S> space, Condition condition) {
    FutureMatch first = open(space, condition, all(space));
    CompletableFuture<S> snapshot = ToldFuture.of(first, match -> seen(space, match));
    snapshot.whenComplete((value, failure) -> first.cancel(false));
    return snapshot;
  }

  private static List<KeyRange> all(StateSpace<?> space) {
    return List.of(space.namespace.range);
  }

  /** Opens a wait from the horizon on, whose match carries the entries of {@code capture}. */
  private static FutureMatch open(
      StateSpace<?> space, Condition condition, List<KeyRange> capture) {
    StateEngine engine = space.engine();
    long from = space.cursors.horizon();
    return FutureMatch.open(
        engine, spec(engine, condition, from, condition.skipOrigin(), capture), 1);
  }

  /** Calls {@code then} when it holds; returns what ends the wait. */
  static Runnable onceHolds(StateEngine engine, Condition condition, long revision, Runnable then) {
    ConditionSpec spec = spec(engine, condition, revision, 0, List.of());
    FutureMatch match = FutureMatch.open(engine, spec, Integer.MAX_VALUE);
    // If it fails, whoever waits hears of it by other means.
    match.thenRun(then);
    return () -> match.cancel(false);
  }

  private static ConditionSpec spec(
      StateEngine engine, Condition condition, long from, long skipOrigin, List<KeyRange> capture) {
    return new ConditionSpec(
        condition.criterion(engine),
        from,
        skipOrigin,
        false,
        false,
        capture,
        Phrase.label(condition.toString()));
  }

  private static <S> S seen(StateSpace<S> space, Match match) {
    space.cursors.saw(match.revision());
    return space.namespace.snapshot(View.of(match.captured()));
  }
}
