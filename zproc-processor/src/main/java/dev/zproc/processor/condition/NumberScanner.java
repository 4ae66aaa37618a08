package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the numbers of Java: decimal, hexadecimal, octal, binary; with a fraction or without.
 *
 * <p>Threads: not safe.
 */
final class NumberScanner {

  private static final String DIGITS = "[0-9](?:[0-9_]*[0-9])?";
  private static final String HEX = "[0-9a-fA-F](?:[0-9a-fA-F_]*[0-9a-fA-F])?";
  private static final String EXPONENT = "[eE][+-]?" + DIGITS;

  private static final Pattern INTEGER =
      Pattern.compile("(0[xX]" + HEX + "|0[bB][01](?:[01_]*[01])?|" + DIGITS + ")([lL]?)");
  private static final Pattern FRACTION =
      Pattern.compile(
          "("
              + (DIGITS + "\\.(?:" + DIGITS + ")?(?:" + EXPONENT + ")?|")
              + ("\\." + DIGITS + "(?:" + EXPONENT + ")?|")
              + (DIGITS + EXPONENT + "|")
              + (DIGITS + "(?=[fFdD])|")
              + ("0[xX](?:" + HEX + "\\.?|(?:" + HEX + ")?\\." + HEX + ")[pP][+-]?" + DIGITS)
              + ")([fFdD]?)");

  private final String word;
  private final int start;
  private final boolean negated;

  private NumberScanner(String word, int start, boolean negated) {
    this.word = word;
    this.start = start;
    this.negated = negated;
  }

  /**
   * The number that begins at {@code start}.
   *
   * @param negated whether a minus stands before it; the value is then negative
   */
  static Expression.Number scan(String text, int start, boolean negated) {
    return new NumberScanner(text.substring(start, end(text, start)), start, negated).number();
  }

  /** Everything that can be meant as one number, so that the message shows it whole. */
  private static int end(String text, int start) {
    boolean hex = text.startsWith("0x", start) || text.startsWith("0X", start);
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean sign =
          (c == '+' || c == '-')
              && end > start
              && (hex ? "pP" : "eE").indexOf(text.charAt(end - 1)) >= 0;
      if (!sign && c != '.' && !Character.isJavaIdentifierPart(c)) {
        break;
      }
      end++;
    }
    return end;
  }

  private Expression.Number number() {
    Matcher integer = INTEGER.matcher(word);
    if (integer.matches()) {
      return integer(integer.group(1).replace("_", ""), !integer.group(2).isEmpty());
    }
    Matcher fraction = FRACTION.matcher(word);
    if (fraction.matches()) {
      return fraction(fraction.group(1).replace("_", ""), fraction.group(2));
    }
    throw bad("it is not written like one", "Write it as in 5, 5L, 2.5, 2.5f or 0xFF");
  }

  private Expression.Number integer(String digits, boolean isLong) {
    int radix = 10;
    int prefix = 0;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      char letter = Character.toLowerCase(digits.charAt(1));
      radix = letter == 'x' ? 16 : letter == 'b' ? 2 : 8;
      prefix = radix == 8 ? 1 : 2;
    }
    if (radix == 8 && digits.chars().anyMatch(c -> c > '7')) {
      throw bad("it begins with 0, which makes it octal", "Leave out the 0 at the beginning");
    }
    BigInteger magnitude = new BigInteger(digits.substring(prefix), radix);
    if (magnitude.compareTo(limit(radix, 64)) > 0) {
      throw bad("it is too large for a long", "Write a smaller one");
    }
    boolean isWide = magnitude.compareTo(limit(radix, 32)) > 0;
    if (isWide && !isLong && radix != 10 && magnitude.bitLength() > 63) {
      throw bad("it is too large for an int", "Write '" + word + "L'");
    }
    BigInteger value = negated ? magnitude.negate() : magnitude;
    return isLong || isWide
        ? result(ScalarKind.LONG, value.longValue(), isLong)
        : result(ScalarKind.INT, value.intValue(), false);
  }

  /** As in Java: a decimal number must fit, the others may use the sign bit. */
  private BigInteger limit(int radix, int bits) {
    return radix == 10
        ? BigInteger.ONE.shiftLeft(bits - 1).subtract(negated ? BigInteger.ZERO : BigInteger.ONE)
        : BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  private Expression.Number fraction(String digits, String suffix) {
    boolean isFloat = suffix.equalsIgnoreCase("f");
    double value = isFloat ? Float.parseFloat(digits) : Double.parseDouble(digits);
    String type = isFloat ? "a float" : "a double";
    if (Double.isInfinite(value)) {
      throw bad("it is too large for " + type, "Write a smaller one");
    }
    if (value == 0 && !isZero(digits)) {
      throw bad("it is too close to 0 for " + type, "Write 0, or a larger one");
    }
    double signed = negated ? -value : value;
    return isFloat
        ? result(ScalarKind.FLOAT, (float) signed, true)
        : result(ScalarKind.DOUBLE, signed, !suffix.isEmpty());
  }

  private static boolean isZero(String digits) {
    boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
    String mantissa = (hex ? digits.substring(2) : digits).split(hex ? "[pP]" : "[eE]")[0];
    return mantissa.chars().allMatch(c -> c == '0' || c == '.');
  }

  private Expression.Number result(ScalarKind kind, Number value, boolean suffixed) {
    return new Expression.Number(kind, value, suffixed, start, start + word.length());
  }

  private SyntaxError bad(String why, String remedy) {
    return new SyntaxError(Problem.BAD_NUMBER, start, Quoted.oneLine(word), why, remedy);
  }
}
