package dev.zproc.runtime.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition over states as data: what {@code @WaitFor} says, with the arguments of the call
 * filled in.
 */
public sealed interface WaitCondition {

  /** What it joins or negates; nothing if it does neither. */
  default List<WaitCondition> parts() {
    return List.of();
  }

  /** The parts of the parts that join and negate nothing, in the order in which they come. */
  default List<WaitCondition> leaves() {
    if (parts().isEmpty()) {
      return List.of(this);
    }
    List<WaitCondition> leaves = new ArrayList<>();
    parts().forEach(part -> leaves.addAll(part.leaves()));
    return leaves;
  }

  /** One side of a comparison. */
  sealed interface Term {}

  /** The value of the key at {@code index} of {@code schema}. */
  record Key(StateSchema<?> schema, int index) implements Term {}

  /**
   * A literal or an argument.
   *
   * @param type null for the literal null
   * @param encoded the value's bytes, if they are at hand
   */
  record Value(@Nullable ValueType<?> type, @Nullable Object value, byte @Nullable [] encoded)
      implements Term {

    /** A value that is not encoded yet. */
    public Value(@Nullable ValueType<?> type, @Nullable Object value) {
      this(type, value, null);
    }
  }

  /** How two terms are compared. */
  enum Relation {
    EQUAL(dev.zproc.runtime.internal.engine.Relation.EQUAL),
    NOT_EQUAL(dev.zproc.runtime.internal.engine.Relation.NOT_EQUAL),
    LESS(dev.zproc.runtime.internal.engine.Relation.LESS),
    LESS_OR_EQUAL(dev.zproc.runtime.internal.engine.Relation.LESS_OR_EQUAL),
    GREATER(dev.zproc.runtime.internal.engine.Relation.GREATER),
    GREATER_OR_EQUAL(dev.zproc.runtime.internal.engine.Relation.GREATER_OR_EQUAL);

    private final dev.zproc.runtime.internal.engine.Relation data;

    Relation(dev.zproc.runtime.internal.engine.Relation data) {
      this.data = data;
    }

    /** For the runtime: what an engine is told. */
    @SuppressWarnings("exports") // called by the runtime alone
    public dev.zproc.runtime.internal.engine.Relation data() {
      return data;
    }
  }

  /** {@code true} or {@code false}. */
  record Constant(boolean holds) implements WaitCondition {}

  /** {@code left < right} and the like; a boolean key alone is compared with true. */
  record Comparison(Term left, Relation relation, Term right) implements WaitCondition {}

  /** {@code exists(key)}: somebody has set it. */
  record Exists(Key key) implements WaitCondition {}

  /** {@code changed(a, b)}; with no keys, {@code changed()}: any key of {@code schema}. */
  record Changed(StateSchema<?> schema, List<Key> keys) implements WaitCondition {}

  /**
   * Something that only Java can tell, a user's predicate or a component of a record: the entry's
   * {@link ChildEntry#test} with this {@code id}. It may look at {@code schemas}; a condition with
   * such a part is evaluated in the child, on the thread that waits, over every revision that
   * changes them.
   */
  record Test(int id, List<StateSchema<?>> schemas) implements WaitCondition {}

  record And(WaitCondition left, WaitCondition right) implements WaitCondition {
    @Override
    public List<WaitCondition> parts() {
      return List.of(left, right);
    }
  }

  record Or(WaitCondition left, WaitCondition right) implements WaitCondition {
    @Override
    public List<WaitCondition> parts() {
      return List.of(left, right);
    }
  }

  record Not(WaitCondition negated) implements WaitCondition {
    @Override
    public List<WaitCondition> parts() {
      return List.of(negated);
    }
  }

  static WaitCondition exists(StateSchema<?> schema, int index) {
    return new Exists(new Key(schema, index));
  }

  static WaitCondition changed(StateSchema<?> schema, int... indexes) {
    return new Changed(
        schema, java.util.Arrays.stream(indexes).mapToObj(i -> new Key(schema, i)).toList());
  }

  static WaitCondition test(int id, StateSchema<?>... schemas) {
    return new Test(id, List.of(schemas));
  }
}
