package dev.zproc.runtime.spi;

import dev.zproc.runtime.spi.WaitCondition.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Compares values in a child as the state server compares them, for conditions that look into
 * records.
 */
public final class Comparisons {

  private Comparisons() {}

  /**
   * Returns whether {@code left relation right}: numbers and chars are promoted as Java does,
   * strings are ordered by code points, and null is equal to null, unequal to everything else, and
   * never less or greater.
   */
  public static boolean holds(@Nullable Object left, Relation relation, @Nullable Object right) {
    dev.zproc.runtime.internal.engine.Relation between = relation.data();
    Object a = left instanceof Character c ? Integer.valueOf(c) : left;
    Object b = right instanceof Character c ? Integer.valueOf(c) : right;
    if (a instanceof Number x && b instanceof Number y) {
      if (isInteger(x) && isInteger(y)) {
        return between.holds(Long.compare(x.longValue(), y.longValue()));
      }
      return x instanceof Double || y instanceof Double
          ? between.holds(x.doubleValue(), y.doubleValue())
          : between.holds(x.floatValue(), y.floatValue());
    }
    if (a instanceof String x && b instanceof String y) {
      return between.holds(compareCodePoints(x, y));
    }
    return between.holdsUnordered(a == null ? b == null : a.equals(b));
  }

  private static boolean isInteger(Number number) {
    return !(number instanceof Float) && !(number instanceof Double);
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
