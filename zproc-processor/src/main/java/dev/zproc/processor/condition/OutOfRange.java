package dev.zproc.processor.condition;

/** Says what a comparison comes to whose number is beyond every value of the other side. */
final class OutOfRange {

  private OutOfRange() {}

  /** What is so for the term of {@code sides}, whatever its value: {@code never above it}. */
  static String said(Sides sides) {
    boolean isBelow =
        sides.other() instanceof Expression.Number number && number.value().doubleValue() < 0;
    return switch (sides.relation()) {
      case EQUAL -> "never equal to it";
      case NOT_EQUAL -> "always different from it";
      case LESS -> isBelow ? "never below it" : "always below it";
      case LESS_OR_EQUAL -> isBelow ? "never as small" : "always below it";
      case GREATER -> isBelow ? "always above it" : "never above it";
      case GREATER_OR_EQUAL -> isBelow ? "always above it" : "never as large";
    };
  }
}
