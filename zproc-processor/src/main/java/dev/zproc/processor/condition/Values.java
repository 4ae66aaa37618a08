package dev.zproc.processor.condition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares values as the state server will: numbers after promotion as in Java, texts by code
 * points, enums and booleans for equality only, null equal to null and in no order.
 */
final class Values {

  private Values() {}

  /** The value of a literal: boxed, the name of an enum's constant, or null. */
  static @Nullable Object of(Term literal) {
    if (literal instanceof Term.Literal l) {
      return l.value();
    }
    return literal instanceof Term.EnumConstant constant ? constant : null;
  }

  static boolean compare(@Nullable Object left, Relation relation, @Nullable Object right) {
    if (left == null || right == null) {
      return equality(relation, left == right);
    }
    Object a = left instanceof Character c ? (Object) (int) c : left;
    Object b = right instanceof Character c ? (Object) (int) c : right;
    if (a instanceof Number x && b instanceof Number y) {
      if (a instanceof Double || b instanceof Double) {
        return floating(x.doubleValue(), relation, y.doubleValue());
      }
      return a instanceof Float || b instanceof Float
          ? floating(x.floatValue(), relation, y.floatValue())
          : ordered(Long.compare(x.longValue(), y.longValue()), relation);
    }
    if (a instanceof String x && b instanceof String y) {
      return ordered(Arrays.compareUnsigned(utf8(x), utf8(y)), relation);
    }
    return equality(relation, a.equals(b));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean floating(double a, Relation relation, double b) {
    return switch (relation) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_OR_EQUAL -> a >= b;
    };
  }

  private static boolean ordered(int order, Relation relation) {
    return switch (relation) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static boolean equality(Relation relation, boolean equal) {
    return switch (relation) {
      case EQUAL -> equal;
      case NOT_EQUAL -> !equal;
      default -> false;
    };
  }
}
