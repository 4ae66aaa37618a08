package dev.zproc.processor.condition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A condition whose names are resolved and whose types are right: node for node what the runtime's
 * {@code Condition} says.
 */
public sealed interface Condition {

  /** {@code true} or {@code false}. */
  record Constant(boolean holds) implements Condition {}

  /**
   * A comparison that the server can make: neither side is a {@link Term.Component}. A boolean key
   * alone is compared with true.
   */
  record Comparison(Term left, Relation relation, Term right) implements Condition {}

  /** {@code exists(key)}. */
  record Exists(Term.Key key) implements Condition {}

  /** {@code changed(a, b)} with the keys of one state; none: any key of it. */
  record Changed(int state, List<Term.Key> keys) implements Condition {}

  record And(Condition left, Condition right) implements Condition {}

  record Or(Condition left, Condition right) implements Condition {}

  record Not(Condition negated) implements Condition {}

  /** What only the child can evaluate: the writer makes a case of {@code ChildEntry.test} of it. */
  sealed interface Test extends Condition {

    /** Distinct within the condition, from 0 in the order of the text. */
    int id();

    /**
     * The states that it looks at, as indexes of {@link Scope#states()}, ascending and distinct.
     */
    List<Integer> looksAt();
  }

  /**
   * A comparison at least one side of which is a {@link Term.Component}; the other may be any term.
   * It answers as the server would: a path broken by null is null; null is equal to null, unequal
   * to everything else, and never less or greater; numbers are promoted as in Java; texts are
   * ordered by code points. A boolean component alone is compared with true.
   */
  record ComponentComparison(
      int id, List<Integer> looksAt, Term left, Relation relation, Term right) implements Test {}

  /**
   * {@code enough()}: a call of the owner's static method.
   *
   * @param parameters for each parameter of the method the index of its state
   */
  record PredicateCall(int id, List<Integer> looksAt, String method, List<Integer> parameters)
      implements Test {}

  /** All tests in it, ordered by id. */
  default List<Test> tests() {
    List<Test> tests = new ArrayList<>();
    collectTests(this, tests);
    tests.sort(Comparator.comparingInt(Test::id));
    return List.copyOf(tests);
  }

  /** The states that it looks at, as indexes of {@link Scope#states()}, ascending. */
  default SortedSet<Integer> states() {
    SortedSet<Integer> states = new TreeSet<>();
    collectStates(this, states);
    return states;
  }

  private static void collectStates(Condition condition, Set<Integer> states) {
    if (condition instanceof And and) {
      collectStates(and.left(), states);
      collectStates(and.right(), states);
    } else if (condition instanceof Or or) {
      collectStates(or.left(), states);
      collectStates(or.right(), states);
    } else if (condition instanceof Not not) {
      collectStates(not.negated(), states);
    } else if (condition instanceof Comparison comparison) {
      for (Term term : List.of(comparison.left(), comparison.right())) {
        if (term instanceof Term.Key key) {
          states.add(key.state());
        }
      }
    } else if (condition instanceof Exists exists) {
      states.add(exists.key().state());
    } else if (condition instanceof Changed changed) {
      states.add(changed.state());
    } else if (condition instanceof Test test) {
      states.addAll(test.looksAt());
    }
  }

  private static void collectTests(Condition condition, List<Test> tests) {
    if (condition instanceof Test test) {
      tests.add(test);
    } else if (condition instanceof And and) {
      collectTests(and.left(), tests);
      collectTests(and.right(), tests);
    } else if (condition instanceof Or or) {
      collectTests(or.left(), tests);
      collectTests(or.right(), tests);
    } else if (condition instanceof Not not) {
      collectTests(not.negated(), tests);
    }
  }
}
