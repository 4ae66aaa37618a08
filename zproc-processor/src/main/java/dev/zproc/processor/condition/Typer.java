package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives a written condition its meaning, or says why it has none.
 *
 * <p>Threads: not safe.
 */
final class Typer {

  /** A part of the text and what it means, for warnings about the meaning. */
  private record Meant(Expression expression, Condition condition) {}

  private final String text;
  private final Findings findings;
  private final Names names;
  private final Functions functions;
  private final Comparisons comparisons;
  private final List<Meant> meant = new ArrayList<>();
  private int tests;

  Typer(String text, Scope scope, Findings findings) {
    this.text = text;
    this.findings = findings;
    this.names = new Names(scope, findings);
    this.functions = new Functions(text, scope, names, findings);
    this.comparisons = new Comparisons(text, names, functions, new Hints(scope), findings);
  }

  /** The meaning of the whole text; null if it has none, which is reported. */
  @Nullable Condition type(Expression whole) {
    Condition condition = condition(whole);
    if (condition == null) {
      return null;
    }
    if (!looksAtState(condition)) {
      findings.add(Problem.NO_KEY, whole.start(), Quoted.oneLine(text));
      return null;
    }
    warn();
    return condition;
  }

  private @Nullable Condition condition(Expression written) {
    Expression expression = written.bare();
    Condition condition;
    if (expression instanceof Expression.Either either) {
      condition = joined(either.parts(), Condition.Or::new);
    } else if (expression instanceof Expression.All all) {
      condition = joined(all.parts(), Condition.And::new);
    } else if (expression instanceof Expression.Negation negation) {
      Condition negated = condition(negation.operand());
      return negated == null ? null : new Condition.Not(negated);
    } else if (expression instanceof Expression.Comparing comparing) {
      condition = counted(comparisons.type(comparing, tests));
    } else if (expression instanceof Expression.Call call) {
      return counted(functions.type(call, tests));
    } else if (expression instanceof Expression.Truth truth) {
      return new Condition.Constant(truth.value());
    } else if (expression instanceof Expression.Name name) {
      return counted(comparisons.alone(name, tests));
    } else if (expression instanceof Expression.Beyond) {
      return functions.value(expression);
    } else {
      boolean isQuoted =
          expression instanceof Expression.Text
              && expression.end() - expression.start() == text.strip().length();
      findings.add(
          Problem.NOT_A_CONDITION,
          expression.start(),
          Quoted.of(slice(expression)),
          isQuoted ? "Leave out the quotes" : "Compare a key with it, as in 'cookies == 5'");
      return null;
    }
    if (condition != null) {
      meant.add(new Meant(written, condition));
    }
    return condition;
  }

  private @Nullable Condition joined(List<Expression> parts, BinaryOperator<Condition> join) {
    List<Condition> conditions = new ArrayList<>();
    for (Expression part : parts) {
      Condition condition = condition(part);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    if (conditions.size() != parts.size()) {
      return null;
    }
    // What costs less is looked at first, and often decides: no method has effects.
    conditions.sort(Comparator.comparingInt(Typer::cost));
    return balanced(conditions, join);
  }

  private static int cost(Condition condition) {
    int cost = 0;
    for (Condition.Test test : condition.tests()) {
      cost = Math.max(cost, test instanceof Condition.PredicateCall ? 2 : 1);
    }
    return cost;
  }

  /** Joins a chain as a tree of little depth, in order. */
  static Condition balanced(List<Condition> conditions, BinaryOperator<Condition> join) {
    int size = conditions.size();
    return size == 1
        ? conditions.get(0)
        : join.apply(
            balanced(conditions.subList(0, (size + 1) / 2), join),
            balanced(conditions.subList((size + 1) / 2, size), join));
  }

  private @Nullable Condition counted(@Nullable Condition condition) {
    if (condition instanceof Condition.Test) {
      tests++;
    }
    return condition;
  }

  private static boolean looksAtState(Condition condition) {
    if (condition instanceof Condition.And and) {
      return looksAtState(and.left()) || looksAtState(and.right());
    }
    if (condition instanceof Condition.Or or) {
      return looksAtState(or.left()) || looksAtState(or.right());
    }
    if (condition instanceof Condition.Not not) {
      return looksAtState(not.negated());
    }
    if (condition instanceof Condition.Comparison comparison) {
      return comparison.left() instanceof Term.Key || comparison.right() instanceof Term.Key;
    }
    return !(condition instanceof Condition.Constant);
  }

  /** Warns of the smallest parts that mean nothing; what is around them is then no surprise. */
  private void warn() {
    List<Expression> warned = new ArrayList<>();
    for (Meant part : meant) {
      Expression written = part.expression();
      if (warned.stream().anyMatch(w -> w.start() >= written.start() && w.end() <= written.end())) {
        continue;
      }
      Meaning.Verdict verdict = Meaning.of(part.condition());
      if (verdict != Meaning.Verdict.DEPENDS) {
        warned.add(written);
        findings.add(
            verdict == Meaning.Verdict.NEVER ? Problem.NEVER_HOLDS : Problem.ALWAYS_HOLDS,
            written.start(),
            Quoted.oneLine(slice(written)));
      }
    }
  }

  private String slice(Expression expression) {
    return text.substring(expression.start(), expression.end());
  }
}
