package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * A condition over keys as data, which an engine can evaluate at each revision without running
 * anybody's code.
 *
 * <p>Threads: immutable.
 */
public sealed interface Criterion {

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

  /** Holds if all of {@code all} hold. */
  record And(List<Criterion> all) implements Criterion {}

  /** Holds if one of {@code any} holds. */
  record Or(List<Criterion> any) implements Criterion {}

  /** Holds if {@code negated} does not. */
  record Not(Criterion negated) implements Criterion {}
}
