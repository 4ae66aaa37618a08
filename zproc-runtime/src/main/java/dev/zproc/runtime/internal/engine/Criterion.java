package dev.zproc.runtime.internal.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition over keys as data, which an engine can evaluate at each revision without running
 * anybody's code.
 */
public sealed interface Criterion {

  /** How deep they may be nested: to write, to read and to evaluate one calls that deep. */
  int MAX_DEPTH = 100;

  /** What it joins or negates; nothing if it does neither. */
  default List<Criterion> parts() {
    return List.of();
  }

  /** The parts of the parts that join and negate nothing, in the order in which they come. */
  default List<Criterion> leaves() {
    if (parts().isEmpty()) {
      return List.of(this);
    }
    List<Criterion> leaves = new ArrayList<>();
    parts().forEach(part -> leaves.addAll(part.leaves()));
    return leaves;
  }

  /** Holds always, or never. */
  record Constant(boolean holds) implements Criterion {}

  /** Holds if {@code left} stands in {@code relation} to {@code right}. */
  record Comparison(Operand left, Relation relation, Operand right) implements Criterion {}

  /** Holds while the key is present. */
  record Exists(Bytes key) implements Criterion {}

  /**
   * Holds exactly at a revision that changes one of {@code keys} other than to the same bytes, and
   * that was not made by the session that waits where it asked for that; never at the revision at
   * which waiting begins.
   */
  record Changed(KeySelection keys) implements Criterion {}

  /**
   * Holds if a test in Java says so, which may look at {@code keys}. The process that waits runs
   * it; no engine is ever given a criterion with such a part.
   */
  record Tested(int id, List<KeyRange> keys) implements Criterion {}

  /** Holds if all of {@code parts} hold. */
  record And(List<Criterion> parts) implements Criterion {}

  /** Holds if one of {@code parts} holds. */
  record Or(List<Criterion> parts) implements Criterion {}

  /** Holds if {@code negated} does not. */
  record Not(Criterion negated) implements Criterion {
    @Override
    public List<Criterion> parts() {
      return List.of(negated);
    }
  }
}
