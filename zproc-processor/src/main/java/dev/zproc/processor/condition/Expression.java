package dev.zproc.processor.condition;

import java.util.List;

/**
 * A condition as it is written, before its names mean anything. Every part knows the offsets of its
 * first character and of the one after its last.
 */
sealed interface Expression {

  int start();

  int end();

  /** {@code a || b || c}. */
  record Either(List<Expression> parts, int start, int end) implements Expression {}

  /** {@code a && b && c}. */
  record All(List<Expression> parts, int start, int end) implements Expression {}

  record Negation(Expression operand, int start, int end) implements Expression {}

  /** {@code left < right}; {@code at} is the offset of the relation. */
  record Comparing(Expression left, Relation relation, Expression right, int at, int start, int end)
      implements Expression {}

  /** {@code bakery.last.total}; {@code starts} has the offset of each part. */
  record Name(List<String> parts, List<Integer> starts, int end) implements Expression {

    @Override
    public int start() {
      return starts.get(0);
    }

    String dotted() {
      return String.join(".", parts);
    }
  }

  record Call(Name name, List<Expression> arguments, int start, int end) implements Expression {}

  /** What Java would make of an operand, and conditions cannot: {@code orders['ann'].total}. */
  record Beyond(Expression operand, int start, int end) implements Expression {}

  /** A number: {@code kind} is INT, LONG, FLOAT or DOUBLE, {@code value} has exactly that type. */
  record Number(ScalarKind kind, java.lang.Number value, boolean suffixed, int start, int end)
      implements Expression {

    /**
     * Whether it is too large for an int and has no L: what it is compared with says what to do.
     */
    boolean lacksSuffix() {
      return kind == ScalarKind.LONG && !suffixed;
    }
  }

  /** A text in double quotes, or in {@code single} ones. */
  record Text(String value, boolean single, int start, int end) implements Expression {}

  record Truth(boolean value, int start, int end) implements Expression {}

  /** {@code null}. */
  record Nothing(int start, int end) implements Expression {}

  /** Something in parentheses. */
  record Group(Expression inner, int start, int end) implements Expression {}

  /** This without the parentheses around it. */
  default Expression bare() {
    Expression bare = this;
    while (bare instanceof Group group) {
      bare = group.inner();
    }
    return bare;
  }

  /** Whether it is a number, a text, true, false or null. */
  default boolean isLiteral() {
    return this instanceof Number
        || this instanceof Text
        || this instanceof Truth
        || this instanceof Nothing;
  }
}
