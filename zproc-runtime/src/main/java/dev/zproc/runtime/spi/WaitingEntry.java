package dev.zproc.runtime.spi;

import dev.zproc.FailedRun;
import dev.zproc.runtime.failure.SchemaMismatchException;
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
  protected static WaitPlan plan(String source, WaitCondition condition) {
    return new WaitPlan(condition, source, false, false, false, FailedRun.SKIP, 0);
  }

  /**
   * The value of the key {@code name} of {@code schema}. By name, since the state may have been
   * compiled again, with its keys in another order, and this class not.
   */
  protected static WaitCondition.Term key(StateSchema<?> schema, String name) {
    return new WaitCondition.Key(schema, index(schema, name));
  }

  /** The argument at {@code index} of {@code arguments}. */
  protected final WaitCondition.Term argument(Arguments arguments, int index) {
    return new WaitCondition.Value(
        parameters().get(index), arguments.argument(index), arguments.encoded(index));
  }

  /** A literal, or a constant of an enum. */
  protected static WaitCondition.Term value(ValueType<?> type, Object value) {
    return new WaitCondition.Value(type, value);
  }

  /** The literal null. */
  protected static WaitCondition.Term nothing() {
    return new WaitCondition.Value(null, null);
  }

  protected static WaitCondition equal(WaitCondition.Term left, WaitCondition.Term right) {
    return new WaitCondition.Comparison(left, WaitCondition.Relation.EQUAL, right);
  }

  protected static WaitCondition notEqual(WaitCondition.Term left, WaitCondition.Term right) {
    return new WaitCondition.Comparison(left, WaitCondition.Relation.NOT_EQUAL, right);
  }

  protected static WaitCondition less(WaitCondition.Term left, WaitCondition.Term right) {
    return new WaitCondition.Comparison(left, WaitCondition.Relation.LESS, right);
  }

  protected static WaitCondition lessOrEqual(WaitCondition.Term left, WaitCondition.Term right) {
    return new WaitCondition.Comparison(left, WaitCondition.Relation.LESS_OR_EQUAL, right);
  }

  protected static WaitCondition greater(WaitCondition.Term left, WaitCondition.Term right) {
    return new WaitCondition.Comparison(left, WaitCondition.Relation.GREATER, right);
  }

  protected static WaitCondition greaterOrEqual(WaitCondition.Term left, WaitCondition.Term right) {
    return new WaitCondition.Comparison(left, WaitCondition.Relation.GREATER_OR_EQUAL, right);
  }

  /** Holds where somebody has set the key. */
  protected static WaitCondition exists(StateSchema<?> schema, String name) {
    return WaitCondition.exists(schema, index(schema, name));
  }

  /** Holds at the revisions that change one of these keys, or any key if none is named. */
  protected static WaitCondition changed(StateSchema<?> schema, String... names) {
    int[] indexes = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      indexes[i] = index(schema, names[i]);
    }
    return WaitCondition.changed(schema, indexes);
  }

  private static int index(StateSchema<?> schema, String name) {
    List<KeySpec> keys = schema.keys();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new SchemaMismatchException(
        "a @WaitFor names the key '"
            + name
            + "', which "
            + schema
            + " does not have: it was compiled with another version of that state; compile it"
            + " again");
  }

  /** What only {@link #test} can tell; it may look at {@code schemas}. */
  protected static WaitCondition tested(int id, StateSchema<?>... schemas) {
    return WaitCondition.test(id, schemas);
  }

  protected static WaitCondition always(boolean holds) {
    return new WaitCondition.Constant(holds);
  }

  protected static WaitCondition and(WaitCondition left, WaitCondition right) {
    return new WaitCondition.And(left, right);
  }

  protected static WaitCondition or(WaitCondition left, WaitCondition right) {
    return new WaitCondition.Or(left, right);
  }

  protected static WaitCondition not(WaitCondition negated) {
    return new WaitCondition.Not(negated);
  }
}
