package dev.zproc.processor.condition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Literals in all their spellings, and what Java makes of comparing with them. */
final class RandomLiteral {

  private RandomLiteral() {}

  /** A number that can stand beside the number {@code name}. */
  static RandomCondition.Side beside(String name, Random random) {
    ScalarKind kind = kind(name);
    if (kind.isInteger() && random.nextInt(4) > 0) {
      Object value = RandomValues.of(kind, random);
      long number = value instanceof Character c ? c : ((Number) value).longValue();
      if (kind == ScalarKind.CHAR && random.nextBoolean()) {
        return side("'" + escaped((char) number, '\'', random) + "'", number);
      }
      return side(integer(number, random), number);
    }
    if (!kind.isInteger() && random.nextInt(4) == 0) {
      int number = random.nextInt(7) - 3;
      return side(integer(number, random), (long) number);
    }
    return fraction(kind, random);
  }

  private static RandomCondition.Side fraction(ScalarKind kind, Random random) {
    double value = random.nextInt(6) == 0 ? 16777216 : (random.nextInt(41) - 20) / 10.0;
    String text = random.nextInt(4) == 0 ? String.format(Locale.ROOT, "%e", value) : value + "";
    switch (random.nextInt(3)) {
      case 0:
        return side(text + (random.nextBoolean() ? "f" : "F"), Float.valueOf(text));
      case 1:
        return side(text + (random.nextBoolean() ? "d" : "D"), Double.valueOf(text));
      default:
        // The one departure from Java: without a suffix it is what stands beside it.
        return side(
            text, kind == ScalarKind.FLOAT ? (Object) Float.valueOf(text) : Double.valueOf(text));
    }
  }

  private static String integer(long number, Random random) {
    boolean isInt = number == (int) number;
    String suffix = !isInt || random.nextInt(4) == 0 ? "L" : "";
    int spelling = number < 0 && !isInt ? 9 : random.nextInt(8);
    String sign = number < 0 ? random.nextBoolean() ? "-" : "- " : "";
    String digits = Long.toString(number).replace("-", "");
    return switch (spelling) {
      case 0 -> sign + "0x" + Long.toHexString(Math.abs(number)) + suffix;
      case 1 -> sign + "0B" + Long.toBinaryString(Math.abs(number)) + suffix;
      case 2 -> sign + "0" + Long.toOctalString(Math.abs(number)) + suffix;
      case 3 ->
          digits.length() > 2
              ? sign + digits.charAt(0) + "__" + digits.substring(1) + suffix
              : sign + digits + suffix;
      default -> sign + digits + suffix;
    };
  }

  private static RandomCondition.Side side(String text, Object value) {
    return new RandomCondition.Side(text, world -> value);
  }

  private static ScalarKind kind(String name) {
    Type type =
        switch (name) {
          case "last.total" -> Type.of(ScalarKind.LONG);
          case "last.weight" -> Type.of(ScalarKind.FLOAT);
          case "low", "high" -> Bakery.argument(name).type();
          default -> Bakery.key(name).type();
        };
    return ((Type.Scalar) type).kind();
  }

  static String quoted(String value, Random random) {
    char quote = random.nextBoolean() ? '\'' : '"';
    StringBuilder text = new StringBuilder().append(quote);
    for (char c : value.toCharArray()) {
      text.append(escaped(c, quote, random));
    }
    return text.append(quote).toString();
  }

  private static String escaped(char c, char quote, Random random) {
    if (c == '\n') {
      return "\\n";
    }
    if (random.nextInt(10) == 0) {
      return String.format("\\u%04x", (int) c);
    }
    return c == quote || c == '\\' ? "\\" + c : String.valueOf(c);
  }

  /**
   * What {@code left relation right} is in Java, with null in no order and texts by code points.
   */
  static boolean java(@Nullable Object left, Relation relation, @Nullable Object right) {
    Integer order;
    if (left == null || right == null) {
      order = left == right ? (Integer) 0 : null;
      return relation == Relation.EQUAL
          ? order != null
          : relation == Relation.NOT_EQUAL && order == null;
    }
    if (left instanceof String a && right instanceof String b) {
      return test(Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()), relation, 0);
    }
    Number a = number(left);
    Number b = number(right);
    if (a == null || b == null) {
      return (relation == Relation.EQUAL) == left.equals(right) && !relation.isOrder();
    }
    if (a instanceof Double || b instanceof Double) {
      return test(a.doubleValue(), relation, b.doubleValue());
    }
    if (a instanceof Float || b instanceof Float) {
      return test(a.floatValue(), relation, b.floatValue());
    }
    return test(Long.compare(a.longValue(), b.longValue()), relation, 0);
  }

  private static @Nullable Number number(Object value) {
    return value instanceof Character c ? (Number) (int) c : value instanceof Number n ? n : null;
  }

  private static boolean test(double a, Relation relation, double b) {
    return switch (relation) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_OR_EQUAL -> a >= b;
    };
  }
}
