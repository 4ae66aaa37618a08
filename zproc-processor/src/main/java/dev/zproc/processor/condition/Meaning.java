package dev.zproc.processor.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds conditions that hold always or never.
 *
 * <p>Each key, argument or component that is compared with literals is a variable; it takes a few
 * values, so many that every outcome of these comparisons is among them (the literals themselves
 * and their neighbours). Whatever else there is takes true and false as it likes. If no choice
 * makes the condition true, it never holds; where the search would take long, nothing is claimed.
 *
 * <p>Threads: not safe.
 */
final class Meaning {

  enum Verdict {
    NEVER,
    ALWAYS,
    DEPENDS
  }

  private static final int MOST_STEPS = 5_000;

  private final Condition condition;
  private final List<Object> variables;
  private final List<List<@Nullable Object>> values = new ArrayList<>();
  private final Map<Object, @Nullable Object> chosen = new LinkedHashMap<>();
  private int steps;

  private Meaning(Condition condition) {
    this.condition = condition;
    Map<Object, List<Term>> mentioned = new LinkedHashMap<>();
    collect(condition, mentioned);
    this.variables = List.copyOf(mentioned.keySet());
    mentioned.forEach(
        (variable, literals) ->
            values.add(
                variable instanceof Term.Typed typed
                    ? Representatives.of(typed, literals)
                    : List.of(true, false)));
  }

  static Verdict of(Condition condition) {
    if (!new Meaning(condition).canBe(true)) {
      return Verdict.NEVER;
    }
    return new Meaning(condition).canBe(false) ? Verdict.DEPENDS : Verdict.ALWAYS;
  }

  /** Whether some choice makes the condition {@code wanted}, or may do so. */
  private boolean canBe(boolean wanted) {
    return search(0, wanted);
  }

  private boolean search(int next, boolean wanted) {
    Boolean known = evaluate(condition);
    if (known != null || next == variables.size()) {
      return known == null || known == wanted;
    }
    Object variable = variables.get(next);
    for (Object value : values.get(next)) {
      if (++steps > MOST_STEPS) {
        return true;
      }
      chosen.put(variable, value);
      if (search(next + 1, wanted)) {
        return true;
      }
    }
    chosen.remove(variable);
    return false;
  }

  private static void collect(Condition condition, Map<Object, List<Term>> mentioned) {
    if (condition instanceof Condition.And and) {
      collect(and.left(), mentioned);
      collect(and.right(), mentioned);
    } else if (condition instanceof Condition.Or or) {
      collect(or.left(), mentioned);
      collect(or.right(), mentioned);
    } else if (condition instanceof Condition.Not not) {
      collect(not.negated(), mentioned);
    } else if (!(condition instanceof Condition.Constant)) {
      Against against = Against.of(condition);
      List<Term> literals =
          mentioned.computeIfAbsent(
              against == null ? atom(condition) : against.variable(), v -> new ArrayList<>());
      if (against != null) {
        literals.add(against.literal());
      }
    }
  }

  /** True, false, or null while too little is chosen. */
  private @Nullable Boolean evaluate(Condition condition) {
    if (condition instanceof Condition.Constant constant) {
      return constant.holds();
    }
    if (condition instanceof Condition.Not not) {
      Boolean negated = evaluate(not.negated());
      return negated == null ? null : !negated;
    }
    if (condition instanceof Condition.And and) {
      return joined(and.left(), and.right(), false);
    }
    if (condition instanceof Condition.Or or) {
      return joined(or.left(), or.right(), true);
    }
    Against against = Against.of(condition);
    Object variable = against == null ? atom(condition) : against.variable();
    if (!chosen.containsKey(variable)) {
      return null;
    }
    Object value = chosen.get(variable);
    return against == null ? (Boolean) value : (Boolean) against.holds(value);
  }

  private @Nullable Boolean joined(Condition left, Condition right, boolean decisive) {
    Boolean first = evaluate(left);
    if (first != null && first == decisive) {
      return decisive;
    }
    Boolean second = evaluate(right);
    if (second != null && second == decisive) {
      return decisive;
    }
    return first == null || second == null ? null : (Boolean) !decisive;
  }

  /** What stands for a part that is not looked into: the same part is the same everywhere. */
  private static Object atom(Condition condition) {
    if (condition instanceof Condition.ComponentComparison comparison) {
      return new Condition.Comparison(comparison.left(), comparison.relation(), comparison.right());
    }
    return condition instanceof Condition.PredicateCall call
        ? call.method() + call.parameters()
        : condition;
  }

  /** A comparison of a variable with a literal, the variable on the left. */
  private record Against(Term.Typed variable, Relation relation, Term literal) {

    static @Nullable Against of(Condition condition) {
      Term left;
      Relation relation;
      Term right;
      if (condition instanceof Condition.Comparison c) {
        left = c.left();
        relation = c.relation();
        right = c.right();
      } else if (condition instanceof Condition.ComponentComparison c) {
        left = c.left();
        relation = c.relation();
        right = c.right();
      } else {
        return null;
      }
      if (left instanceof Term.Typed variable && Representatives.cover(variable, right)) {
        return new Against(variable, relation, right);
      }
      return right instanceof Term.Typed variable && Representatives.cover(variable, left)
          ? new Against(variable, relation.mirrored(), left)
          : null;
    }

    boolean holds(@Nullable Object value) {
      return Values.compare(value, relation, Values.of(literal));
    }
  }
}
