package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Types comparisons: finds their sides, and refuses those that mean nothing.
 *
 * <p>Threads: not safe.
 */
final class Comparisons {

  private final String text;
  private final Names names;
  private final Functions functions;
  private final Hints hints;
  private final Findings findings;
  private final Literals literals;

  Comparisons(String text, Names names, Functions functions, Hints hints, Findings findings) {
    this.text = text;
    this.names = names;
    this.functions = functions;
    this.hints = hints;
    this.findings = findings;
    this.literals = new Literals(findings, hints);
  }

  /** A name that stands for a condition: a boolean. */
  @Nullable Condition alone(Expression.Name name, int nextTest) {
    Term term = names.resolve(name, null);
    if (!(term instanceof Term.Typed typed)) {
      return null;
    }
    if (typed.type() instanceof Type.Scalar scalar && scalar.kind() == ScalarKind.BOOLEAN) {
      return condition(term, Relation.EQUAL, new Term.Literal(ScalarKind.BOOLEAN, true), nextTest);
    }
    return report(
        Problem.NOT_A_CONDITION,
        name.start(),
        "'" + name.dotted() + "', " + Quoted.article(typed.type().shown()) + ",",
        remedyAlone(name.dotted(), typed));
  }

  private String remedyAlone(String name, Term.Typed typed) {
    if (typed.type() instanceof Type.Scalar scalar) {
      return scalar.kind() == ScalarKind.STRING
          ? "Compare it, as in \"" + name + " == 'bar'\""
          : "Compare it, as in '" + name + " != 0'";
    }
    if (typed.type() instanceof Type.Enumeration type && !type.constants().isEmpty()) {
      return "Compare it, as in '" + name + " == " + type.constants().get(0) + "'";
    }
    return typed instanceof Term.Key
        ? "Write 'exists(" + name + ")' or 'changed(" + name + ")'"
        : hints.predicate(typed instanceof Term.Component component ? component.key() : null);
  }

  @Nullable Condition type(Expression.Comparing comparing, int nextTest) {
    Expression left = comparing.left().bare();
    Expression right = comparing.right().bare();
    for (Expression side : List.of(left, right)) {
      if (functions.isValue(side)) {
        return functions.value(side);
      }
    }
    Expression condition = isCondition(left) ? left : isCondition(right) ? right : null;
    if (condition != null) {
      return report(
          Problem.CONDITION_COMPARED,
          comparing.at(),
          comparing.relation().symbol(),
          remedy(condition, condition == left ? right : left, comparing));
    }
    if (left.isLiteral() && right.isLiteral()) {
      return report(
          Problem.LITERAL_COMPARISON, comparing.at(), slice(comparing), remedy(left, right));
    }
    boolean skipLeft = isLikelyConstant(left) && isUnknown(right) && !isLikelyConstant(right);
    boolean skipRight = isLikelyConstant(right) && isUnknown(left);
    Term first = left.isLiteral() || skipLeft ? null : side(left, right);
    Term second = right.isLiteral() || skipRight ? null : side(right, left);
    if ((first == null && !left.isLiteral()) || (second == null && !right.isLiteral())) {
      return null;
    }
    if (first instanceof Term.Typed typed && second == null) {
      second = literals.convert(right, typed, new Sides(text, left, right, comparing));
    } else if (second instanceof Term.Typed typed && first == null) {
      first = literals.convert(left, typed, new Sides(text, right, left, comparing));
    } else if (!areComparable(first, second, new Sides(text, left, right, comparing))) {
      return null;
    }
    return first == null || second == null
        ? null
        : condition(first, comparing.relation(), second, nextTest);
  }

  /** For two literals: one may be a key in quotes. */
  private String remedy(Expression left, Expression right) {
    for (Expression side : List.of(left, right)) {
      if (side instanceof Expression.Text quoted && names.peekTerm(quoted.value()) != null) {
        return "Write " + quoted.value() + " without quotes";
      }
    }
    return "Compare a key";
  }

  private static boolean isCondition(Expression expression) {
    return !expression.isLiteral() && !(expression instanceof Expression.Name);
  }

  private String remedy(Expression condition, Expression other, Expression.Comparing comparing) {
    Relation relation = comparing.relation();
    String name = slice(condition);
    if (condition instanceof Expression.Negation negation
        && (relation.isOrder() || !isBoolean(negation.operand()))) {
      String negated = text.substring(negation.start() + 1, comparing.end()).strip();
      return negation.start() == comparing.start()
          ? "Write '!(" + Quoted.oneLine(negated) + ")'"
          : "Write '!(…)' around the whole comparison";
    }
    if (condition instanceof Expression.Negation negation
        && negation.operand() instanceof Expression.Name operand
        && other instanceof Expression.Name) {
      Relation flipped = relation == Relation.EQUAL ? Relation.NOT_EQUAL : Relation.EQUAL;
      String first = condition == comparing.left().bare() ? operand.dotted() : slice(other);
      String second = condition == comparing.left().bare() ? slice(other) : operand.dotted();
      return "Write '" + first + " " + flipped.symbol() + " " + second + "'";
    }
    if (condition instanceof Expression.Negation negation) {
      String operand = slice(negation.operand());
      return other instanceof Expression.Truth truth
          ? "Write '" + (truth.value() == (relation == Relation.EQUAL) ? name : operand) + "'"
          : "Write '!(…)' around the whole comparison, or compare with 'false'";
    }
    if (other instanceof Expression.Truth truth && !relation.isOrder()) {
      boolean holds = truth.value() == (relation == Relation.EQUAL);
      String whole = condition instanceof Expression.Call ? name : "(" + name + ")";
      return "Write '" + (holds ? name : "!" + whole) + "'";
    }
    return "Join conditions with '&&' and '||'";
  }

  private boolean isBoolean(Expression expression) {
    Term.Typed typed = expression.bare() instanceof Expression.Name name ? names.peek(name) : null;
    return typed == null
        || (typed.type() instanceof Type.Scalar scalar && scalar.kind() == ScalarKind.BOOLEAN);
  }

  /** What is written in capitals and unknown may be a constant of whatever the other side is. */
  private boolean isLikelyConstant(Expression expression) {
    return expression instanceof Expression.Name name
        && name.dotted().equals(name.dotted().toUpperCase(Locale.ROOT))
        && names.peek(name) == null;
  }

  private boolean isUnknown(Expression expression) {
    return expression instanceof Expression.Name name && names.peek(name) == null;
  }

  private @Nullable Term side(Expression expression, Expression other) {
    Term.Typed typed = other instanceof Expression.Name name ? names.peek(name) : null;
    return names.resolve((Expression.Name) expression, typed == null ? type(other) : typed.type());
  }

  private static @Nullable Type type(Expression literal) {
    return literal instanceof Expression.Number number
        ? Type.of(number.kind())
        : literal instanceof Expression.Text
            ? Type.of(ScalarKind.STRING)
            : literal instanceof Expression.Truth ? Type.of(ScalarKind.BOOLEAN) : null;
  }

  private boolean areComparable(@Nullable Term first, @Nullable Term second, Sides sides) {
    if (first instanceof Term.Typed left && second instanceof Term.Typed right) {
      if (!literals.isScalar(left, sides) || !literals.isScalar(right, sides.swapped())) {
        return false;
      }
      if (left.equals(right)) {
        report(Problem.SAME_ON_BOTH_SIDES, sides.at(), sides.shownTerm());
        return false;
      }
      if (!haveCommonType(left.type(), right.type())) {
        report(
            Problem.IMPOSSIBLE_COMPARISON,
            sides.at(),
            sides.described(left.type()),
            sides.swapped().described(right.type()),
            Literals.constantMeant(left.type(), sides.other())
                .or(() -> Literals.constantMeant(right.type(), sides.term()))
                .orElse("Compare values of one type"));
        return false;
      }
    }
    Term typed = first instanceof Term.Typed ? first : second;
    return !(typed instanceof Term.Typed ordered)
        || literals.hasOrder(ordered, typed == first ? sides : sides.swapped());
  }

  static boolean haveCommonType(Type left, Type right) {
    if (left instanceof Type.Enumeration a && right instanceof Type.Enumeration b) {
      return a.qualifiedName().equals(b.qualifiedName());
    }
    return left instanceof Type.Scalar a
        && right instanceof Type.Scalar b
        && (a.kind() == b.kind() || (a.kind().isNumber() && b.kind().isNumber()));
  }

  private static Condition condition(Term left, Relation relation, Term right, int nextTest) {
    boolean inside = left instanceof Term.Component || right instanceof Term.Component;
    if (!inside) {
      return new Condition.Comparison(left, relation, right);
    }
    TreeSet<Integer> states = new TreeSet<>();
    for (Term term : List.of(left, right)) {
      if (term instanceof Term.Key key) {
        states.add(key.state());
      } else if (term instanceof Term.Component component) {
        states.add(component.key().state());
      }
    }
    return new Condition.ComponentComparison(nextTest, List.copyOf(states), left, relation, right);
  }

  private String slice(Expression expression) {
    return Quoted.oneLine(text.substring(expression.start(), expression.end()));
  }

  private <T> @Nullable T report(Problem problem, int offset, Object... things) {
    findings.add(problem, offset, things);
    return null;
  }
}
