package dev.zproc.processor.condition;

/**
 * A comparison as messages show it, seen from one side.
 *
 * @param term this side, a name
 * @param other the other side
 */
record Sides(String text, Expression term, Expression other, Expression.Comparing comparing) {

  Sides swapped() {
    return new Sides(text, other, term, comparing);
  }

  /** The relation as this side sees it. */
  Relation relation() {
    boolean first = term.start() < other.start();
    return first ? comparing.relation() : comparing.relation().mirrored();
  }

  /** The offset of the relation. */
  int at() {
    return comparing.at();
  }

  String shownTerm() {
    return slice(term);
  }

  String shownOther() {
    return slice(other);
  }

  String shownComparison() {
    return slice(comparing);
  }

  /** This side with its type: {@code 'cookies', an int,}. */
  String described(Type type) {
    return "'" + shownTerm() + "' (" + type.shown() + ")";
  }

  private String slice(Expression expression) {
    return Quoted.oneLine(text.substring(expression.start(), expression.end()));
  }
}
