package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.spi.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes conditions, and waits for them.
 *
 * <p>Threads: stateless.
 */
final class Conditions {

  private Conditions() {}

  static Condition compare(
      StateEngine engine, Slot<?> slot, Relation relation, @Nullable Bytes value, String shown) {
    Criterion criterion =
        new Criterion.Comparison(operand(slot), relation, new Operand.Literal(value));
    return new Condition(engine, criterion, Phrase.comparison(slot.name(), relation.sign(), shown));
  }

  static Operand operand(Slot<?> slot) {
    return new Operand.Key(slot.key, slot.initialBytes());
  }

  /** The bytes of 0, false, or empty; null if the type has none such. */
  static <T> @Nullable Bytes zero(ValueType<T> type) {
    T zero = type.zero();
    if (zero != null) {
      return Bytes.wrap(type.encode(zero));
    }
    return type.name().equals("java.lang.String") ? Bytes.wrap(new byte[] {'T'}) : null;
  }

  /** What the engine is to wait for, once. */
  static ConditionSpec spec(
      StateEngine engine, Condition condition, long from, List<KeyRange> capture) {
    return new ConditionSpec(
        condition.criterion(engine),
        from,
        condition.skipOrigin(),
        false,
        false,
        capture,
        Phrase.label(condition.toString()));
  }

  /** Waits for {@code condition}; the snapshot of the revision at which it held. */
  static <S> S snapshot(StateSpace<S> space, Condition condition, Deadline deadline) {
    List<KeyRange> all = List.of(space.namespace.range);
    return space.namespace.snapshot(await(space, condition, deadline, all).view());
  }

  /**
   * Waits until {@code condition} holds at the horizon of {@code space} or later, and moves the
   * horizon there. The match carries the entries of {@code capture}.
   */
  static Found await(
      StateSpace<?> space, Condition condition, Deadline deadline, List<KeyRange> capture) {
    Transaction.forbid();
    StateEngine engine = space.engine();
    long from = space.cursors.horizon();
    boolean mayRestart = true;
    while (true) {
      ConditionSpec spec = spec(engine, condition, from, capture);
      try (MatchFeed feed = new EngineMatches(engine, spec)) {
        Found found = feed.next(deadline, condition.toString());
        if (found == null) {
          throw deadline.missed("'" + condition + "'");
        }
        space.cursors.saw(found.revision());
        return found;
      } catch (HistoryGoneException e) {
        if (!mayRestart) {
          throw e;
        }
        // The start is too old to be read: by definition the newest revision takes its place.
        mayRestart = false;
        from = 0;
      }
    }
  }
}
