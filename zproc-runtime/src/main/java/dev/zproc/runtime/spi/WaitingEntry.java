package dev.zproc.runtime.spi;

import dev.zproc.FailedRun;
import java.util.List;

/**
 * A child process with {@code @WaitFor}, and the words in which its generated main class says what
 * it waits for.
 *
 * @param <R> what the method returns, boxed; {@link Void} if nothing
 */
public abstract class WaitingEntry<R> extends ChildEntry<R> {

  /** For generated code, of a method that takes no snapshots. */
  protected WaitingEntry(
      String owner, String name, ValueType<R> result, ValueType<?>... parameters) {
    super(owner, name, result, parameters);
  }

  /** For generated code; the parameters are those of {@link ChildEntry}. */
  protected WaitingEntry(
      String owner,
      String name,
      List<StateSchema<?>> snapshots,
      ValueType<R> result,
      ValueType<?>... parameters) {
    super(owner, name, snapshots, result, parameters);
  }

  @Override
  public abstract WaitPlan waitPlan(Arguments arguments);

  /**
   * Waits for {@code condition} once and for ever, as {@code @WaitFor} does unless it says more.
   */
  protected static WaitPlan plan(String source, Condition condition) {
    return new WaitPlan(condition, source, false, false, false, FailedRun.SKIP, 0);
  }

  /** The value of the key at {@code index} of {@code schema}. */
  protected static Condition.Term key(StateSchema<?> schema, int index) {
    return new Condition.Key(schema, index);
  }

  /** The argument at {@code index} of {@code arguments}. */
  protected final Condition.Term argument(Arguments arguments, int index) {
    return new Condition.Value(parameters().get(index), arguments.argument(index));
  }

  /** A literal, or a constant of an enum. */
  protected static Condition.Term value(ValueType<?> type, Object value) {
    return new Condition.Value(type, value);
  }

  /** The literal null. */
  protected static Condition.Term nothing() {
    return new Condition.Value(null, null);
  }

  protected static Condition equal(Condition.Term left, Condition.Term right) {
    return new Condition.Comparison(left, Condition.Relation.EQUAL, right);
  }

  protected static Condition notEqual(Condition.Term left, Condition.Term right) {
    return new Condition.Comparison(left, Condition.Relation.NOT_EQUAL, right);
  }

  protected static Condition less(Condition.Term left, Condition.Term right) {
    return new Condition.Comparison(left, Condition.Relation.LESS, right);
  }

  protected static Condition lessOrEqual(Condition.Term left, Condition.Term right) {
    return new Condition.Comparison(left, Condition.Relation.LESS_OR_EQUAL, right);
  }

  protected static Condition greater(Condition.Term left, Condition.Term right) {
    return new Condition.Comparison(left, Condition.Relation.GREATER, right);
  }

  protected static Condition greaterOrEqual(Condition.Term left, Condition.Term right) {
    return new Condition.Comparison(left, Condition.Relation.GREATER_OR_EQUAL, right);
  }

  /** Holds where somebody has set the key. */
  protected static Condition exists(StateSchema<?> schema, int index) {
    return Condition.exists(schema, index);
  }

  /** Holds at the revisions that change one of these keys, or any key if none is named. */
  protected static Condition changed(StateSchema<?> schema, int... indexes) {
    return Condition.changed(schema, indexes);
  }

  /** What only {@link #test} can tell; it may look at {@code schemas}. */
  protected static Condition tested(int id, StateSchema<?>... schemas) {
    return Condition.test(id, schemas);
  }

  protected static Condition always(boolean holds) {
    return new Condition.Constant(holds);
  }

  protected static Condition and(Condition left, Condition right) {
    return new Condition.And(left, right);
  }

  protected static Condition or(Condition left, Condition right) {
    return new Condition.Or(left, right);
  }

  protected static Condition not(Condition negated) {
    return new Condition.Not(negated);
  }
}
