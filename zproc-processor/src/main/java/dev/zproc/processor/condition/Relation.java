package dev.zproc.processor.condition;

/** How two terms are compared; the names are those of the runtime's {@code Condition.Relation}. */
public enum Relation {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  /** The relation as it is written. */
  public String symbol() {
    return symbol;
  }

  /** Whether both sides must have an order. */
  public boolean isOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }
}
