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

  /** The same said from the other side: {@code <} for {@code >}. */
  Relation mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      case EQUAL, NOT_EQUAL -> this;
    };
  }
}
