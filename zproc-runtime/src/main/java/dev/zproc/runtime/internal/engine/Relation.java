package dev.zproc.runtime.internal.engine;

/** How two values are compared; see {@link Scalar#compare}. */
public enum Relation {
  EQUAL("==", false, true, false),
  NOT_EQUAL("!=", true, false, true),
  LESS("<", true, false, false),
  LESS_OR_EQUAL("<=", true, true, false),
  GREATER(">", false, false, true),
  GREATER_OR_EQUAL(">=", false, true, true);

  private final String sign;
  private final boolean ofLess;
  private final boolean ofEqual;
  private final boolean ofGreater;

  Relation(String sign, boolean ofLess, boolean ofEqual, boolean ofGreater) {
    this.sign = sign;
    this.ofLess = ofLess;
    this.ofEqual = ofEqual;
    this.ofGreater = ofGreater;
  }

  /** As Java spells it. */
  public String sign() {
    return sign;
  }

  /** Whether two values stand in it that are in this order, as {@code compareTo} tells it. */
  public boolean holds(int order) {
    return order < 0 ? ofLess : order > 0 ? ofGreater : ofEqual;
  }

  /** The same of numbers, as Java has it: NaN is unequal to everything, and nothing else. */
  public boolean holds(double left, double right) {
    return Double.isNaN(left) || Double.isNaN(right)
        ? this == NOT_EQUAL
        : holds(left < right ? -1 : left > right ? 1 : 0);
  }

  /** The same of values that have no order: never less or greater. */
  public boolean holdsUnordered(boolean equal) {
    return this == (equal ? EQUAL : NOT_EQUAL);
  }
}
