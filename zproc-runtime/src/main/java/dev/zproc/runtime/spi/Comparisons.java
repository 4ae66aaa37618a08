package dev.zproc.runtime.spi;

import dev.zproc.runtime.spi.Condition.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Compares values in a child as the state server compares them, for conditions that look into
 * records.
 *
 * <p>Threads: stateless.
 */
public final class Comparisons {

  private Comparisons() {}

  /**
   * Returns whether {@code left relation right}: numbers and chars are promoted as Java does,
   * strings are ordered by code points, and null is equal to null, unequal to everything else, and
   * never less or greater.
   */
  public static boolean holds(@Nullable Object left, Relation relation, @Nullable Object right) {
    Object a = left instanceof Character c ? Integer.valueOf(c) : left;
    Object b = right instanceof Character c ? Integer.valueOf(c) : right;
    if (a instanceof Number x && b instanceof Number y) {
      return isInteger(x) && isInteger(y)
          ? holds(Long.compare(x.longValue(), y.longValue()), relation)
          : holds(x.doubleValue(), relation, y.doubleValue());
    }
    if (a instanceof String x && b instanceof String y) {
      return holds(compareCodePoints(x, y), relation);
    }
    boolean equal = a == null ? b == null : a.equals(b);
    return relation == Relation.EQUAL ? equal : relation == Relation.NOT_EQUAL && !equal;
  }

  private static boolean isInteger(Number number) {
    return !(number instanceof Float) && !(number instanceof Double);
  }

  private static boolean holds(double a, Relation relation, double b) {
    return switch (relation) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_OR_EQUAL -> a >= b;
    };
  }

  private static boolean holds(int order, Relation relation) {
    return holds(order, relation, 0);
  }

  /** As UTF-8 bytes would compare; {@code compareTo} orders surrogates before other high chars. */
  private static int compareCodePoints(String a, String b) {
    int i = 0;
    int shorter = Math.min(a.length(), b.length());
    while (i < shorter && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i == shorter) {
      return Integer.compare(a.length(), b.length());
    }
    boolean surrogates = Character.isSurrogate(a.charAt(i)) == Character.isSurrogate(b.charAt(i));
    return surrogates
        ? Character.compare(a.charAt(i), b.charAt(i))
        : Character.isSurrogate(a.charAt(i)) ? 1 : -1;
  }
}
