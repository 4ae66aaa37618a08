package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts literals to the type of what they are compared with, so that the server compares like
 * with like: {@code 5L} beside an int key is an int, {@code 0.1} beside a float key is a float,
 * {@code 'a'} beside a char key is a char. A fraction beside an integer stays what it is.
 *
 * <p>Threads: not safe.
 */
final class Literals {

  private final Findings findings;
  private final Hints hints;

  Literals(Findings findings, Hints hints) {
    this.findings = findings;
    this.hints = hints;
  }

  /** That {@code name}, of something else, was meant as a constant of the enum {@code type}. */
  static Optional<String> constantMeant(Type type, Expression name) {
    return type instanceof Type.Enumeration of && name instanceof Expression.Name written
        ? of.constants().stream()
            .filter(constant -> constant.equalsIgnoreCase(written.dotted()))
            .findFirst()
            .map(constant -> "Write " + constant + " for the constant of " + of.shown())
        : Optional.empty();
  }

  /**
   * The literal on the other side of {@code sides}; null if it cannot be there, which is reported.
   */
  @Nullable Term convert(Expression literal, Term.Typed term, Sides sides) {
    if (literal instanceof Expression.Nothing) {
      return nothing(term, sides);
    }
    if (!isScalar(term, sides)) {
      return null;
    }
    if (!(term.type() instanceof Type.Scalar scalar)) {
      return constantInQuotes(literal, (Type.Enumeration) term.type(), sides);
    }
    Term converted = convert(literal, scalar.kind(), term.type(), sides);
    return converted == null || !hasOrder(term, sides) ? null : converted;
  }

  /** Whether conditions can compare {@code term} at all. */
  boolean isScalar(Term.Typed term, Sides sides) {
    if (term.type() instanceof Type.Scalar || term.type() instanceof Type.Enumeration) {
      return true;
    }
    String name = sides.shownTerm();
    String remedy =
        term instanceof Term.Key key
            ? "Write 'exists(" + name + ")', 'changed(" + name + ")', or " + hints.orPredicate(key)
            : term instanceof Term.Argument
                ? "Pass the part of it that matters, as a number, a String or an enum"
                : "Compare something inside it, or "
                    + hints.orPredicate(
                        term instanceof Term.Component component ? component.key() : null);
    return fails(
        Problem.NOT_COMPARABLE,
        sides.term().start(),
        name,
        Quoted.article(term.type().shown()),
        remedy);
  }

  /** Whether {@code <} means something for {@code term}, if that is the relation. */
  boolean hasOrder(Term.Typed term, Sides sides) {
    boolean ordered = term.type() instanceof Type.Scalar scalar && scalar.kind().hasOrder();
    return ordered
        || !sides.comparing().relation().isOrder()
        || fails(
            Problem.NO_ORDER, sides.at(), sides.shownTerm(), Quoted.article(term.type().shown()));
  }

  private @Nullable Term nothing(Term.Typed term, Sides sides) {
    boolean never =
        term instanceof Term.Key key
            ? !key.nullable()
            : term instanceof Term.Argument && !term.type().isReference();
    if (never) {
      return report(
          Problem.NEVER_NULL,
          sides.at(),
          sides.shownTerm(),
          Quoted.article(term.type().shown()),
          term instanceof Term.Key
              ? "Write 'exists(" + sides.shownTerm() + ")', which holds once it is set"
              : "Leave the comparison out");
    }
    if (sides.comparing().relation().isOrder()) {
      return report(Problem.NO_ORDER, sides.at(), sides.shownTerm(), "compared with null");
    }
    return new Term.Null();
  }

  private @Nullable Term constantInQuotes(Expression literal, Type.Enumeration type, Sides sides) {
    Optional<String> quoted =
        type.constants().stream()
            .filter(
                constant ->
                    literal instanceof Expression.Text written
                        && constant.equalsIgnoreCase(written.value()))
            .findFirst();
    List<String> constants = type.constants();
    String all = String.join(", ", constants.subList(0, Math.min(6, constants.size())));
    return impossible(
        type,
        sides,
        quoted.isPresent()
            ? "Write " + quoted.get() + " without quotes"
            : "Compare it with one of " + all + (constants.size() > 6 ? ", …" : ""));
  }

  private @Nullable Term convert(Expression literal, ScalarKind kind, Type type, Sides sides) {
    if (literal instanceof Expression.Number number && kind.isNumber()) {
      return number(number, kind, sides);
    }
    if (literal instanceof Expression.Truth truth && kind == ScalarKind.BOOLEAN) {
      return new Term.Literal(kind, truth.value());
    }
    if (literal instanceof Expression.Text written) {
      if (kind == ScalarKind.STRING) {
        return new Term.Literal(kind, written.value());
      }
      if (kind == ScalarKind.CHAR && written.single() && written.value().length() == 1) {
        return new Term.Literal(kind, written.value().charAt(0));
      }
    }
    boolean unquoted =
        literal instanceof Expression.Text written
            && (kind == ScalarKind.BOOLEAN
                ? written.value().matches("true|false")
                : kind.isNumber() && written.value().matches("-?\\d+(\\.\\d+)?"));
    if (unquoted && literal instanceof Expression.Text written) {
      return impossible(type, sides, "Write " + written.value() + " without quotes");
    }
    return impossible(
        type,
        sides,
        switch (kind) {
          case BOOLEAN -> "Compare it with true or false";
          case STRING -> "Write the text in quotes";
          case CHAR -> "Compare it with one character in single quotes";
          default -> "Compare it with a number";
        });
  }

  private @Nullable Term number(Expression.Number number, ScalarKind kind, Sides sides) {
    boolean isFraction = !number.kind().isInteger();
    if (kind.isInteger()) {
      return isFraction
          ? new Term.Literal(number.kind(), number.value())
          : integer(number, kind, sides);
    }
    if (number.lacksSuffix()) {
      return lacksSuffix(sides);
    }
    if (kind == ScalarKind.DOUBLE) {
      return new Term.Literal(kind, number.value().doubleValue());
    }
    if (number.kind() == ScalarKind.DOUBLE && number.suffixed()) {
      return new Term.Literal(ScalarKind.DOUBLE, number.value().doubleValue());
    }
    float value = number.value().floatValue();
    if (value == 0 && number.value().doubleValue() != 0) {
      // Too close to 0 for a float, which is compared with a double then, as in Java.
      return new Term.Literal(ScalarKind.DOUBLE, number.value().doubleValue());
    }
    return Float.isInfinite(value)
        ? outOfRange(sides, kind, -Float.MAX_VALUE, Float.MAX_VALUE)
        : new Term.Literal(kind, value);
  }

  private @Nullable Term integer(Expression.Number number, ScalarKind kind, Sides sides) {
    long value = number.value().longValue();
    return switch (kind) {
      case BYTE ->
          value == (byte) value
              ? new Term.Literal(kind, (byte) value)
              : outOfRange(sides, kind, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SHORT ->
          value == (short) value
              ? new Term.Literal(kind, (short) value)
              : outOfRange(sides, kind, Short.MIN_VALUE, Short.MAX_VALUE);
      case CHAR ->
          value == (char) value
              ? new Term.Literal(kind, (char) value)
              : outOfRange(sides, kind, 0, (int) Character.MAX_VALUE);
      case INT ->
          value == (int) value
              ? new Term.Literal(kind, (int) value)
              : outOfRange(sides, kind, Integer.MIN_VALUE, Integer.MAX_VALUE);
      default -> number.lacksSuffix() ? lacksSuffix(sides) : new Term.Literal(kind, value);
    };
  }

  private @Nullable Term lacksSuffix(Sides sides) {
    return report(
        Problem.BAD_NUMBER,
        sides.other().start(),
        sides.shownOther(),
        "it is too large for an int",
        "Write '" + sides.shownOther() + "L'");
  }

  private @Nullable Term outOfRange(Sides sides, ScalarKind kind, Number least, Number most) {
    return report(
        Problem.OUT_OF_RANGE,
        sides.other().start(),
        sides.shownOther(),
        kind.shown(),
        sides.shownTerm(),
        OutOfRange.said(sides),
        least,
        most,
        wider(sides, kind));
  }

  /** What else to do about a number that is no {@code kind}. */
  private static String wider(Sides sides, ScalarKind kind) {
    String type =
        switch (kind) {
          case CHAR -> "";
          case FLOAT -> "a double";
          case INT -> "a long";
          default -> fitsInt(sides.other()) ? "an int" : "a long";
        };
    return type.isEmpty() ? "" : ", or make '" + sides.shownTerm() + "' " + type;
  }

  private static boolean fitsInt(Expression literal) {
    return literal instanceof Expression.Number number
        && number.value().longValue() == number.value().intValue();
  }

  private @Nullable Term impossible(Type type, Sides sides, String remedy) {
    return report(
        Problem.IMPOSSIBLE_COMPARISON,
        sides.at(),
        sides.described(type),
        sides.shownOther(),
        remedy);
  }

  private boolean fails(Problem problem, int offset, Object... things) {
    findings.add(problem, offset, things);
    return false;
  }

  private <T> @Nullable T report(Problem problem, int offset, Object... things) {
    findings.add(problem, offset, things);
    return null;
  }
}
