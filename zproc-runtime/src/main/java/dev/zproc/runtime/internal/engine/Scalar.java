package dev.zproc.runtime.internal.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Values that an engine can compare and add: one byte that tells the kind, as a letter of the JVM's
 * own descriptors where there is one, then the value, big-endian.
 *
 * <pre>
 * Z boolean   B byte   S short   C char   I int   J long   F float   D double
 * T text, as UTF-8     E name of an enum constant, as UTF-8     X bytes
 * </pre>
 *
 * A {@link Sequence} has a letter of its own. Any other first byte is an opaque value, which is
 * equal to the same bytes and in no order to anything.
 */
public final class Scalar {

  /** The kinds, as the first byte of a scalar. */
  public static final byte BOOLEAN = 'Z';

  public static final byte BYTE = 'B';
  public static final byte SHORT = 'S';
  public static final byte CHAR = 'C';
  public static final byte INT = 'I';
  public static final byte LONG = 'J';
  public static final byte FLOAT = 'F';
  public static final byte DOUBLE = 'D';
  public static final byte TEXT = 'T';
  public static final byte ENUM = 'E';
  public static final byte BYTES = 'X';

  /** The primitive type that values of a kind are of, such as {@code int}; null if of none. */
  public static @Nullable String primitive(int kind) {
    return switch (kind) {
      case BOOLEAN -> "boolean";
      case BYTE -> "byte";
      case SHORT -> "short";
      case CHAR -> "char";
      case INT -> "int";
      case LONG -> "long";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      default -> null;
    };
  }

  private Scalar() {}

  public static Bytes of(boolean value) {
    return Bytes.wrap(new byte[] {BOOLEAN, (byte) (value ? 1 : 0)});
  }

  public static Bytes of(byte value) {
    return Bytes.wrap(new byte[] {BYTE, value});
  }

  public static Bytes of(short value) {
    return Bytes.wrap(ByteBuffer.allocate(3).put(SHORT).putShort(value).array());
  }

  public static Bytes of(char value) {
    return Bytes.wrap(ByteBuffer.allocate(3).put(CHAR).putChar(value).array());
  }

  public static Bytes of(int value) {
    return Bytes.wrap(bytes(value));
  }

  /** The bytes of {@link #of(int)}, of which there are more than of anything else. */
  public static byte[] bytes(int value) {
    return new byte[] {
      INT, (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }

  /**
   * The value of what {@link #bytes} has made, whose kind and length are known to be right, and
   * which begins at {@code from}.
   */
  public static int readInt(byte[] array, int from) {
    return array[from + 1] << 24
        | (array[from + 2] & 0xff) << 16
        | (array[from + 3] & 0xff) << 8
        | (array[from + 4] & 0xff);
  }

  public static Bytes of(long value) {
    return Bytes.wrap(ByteBuffer.allocate(9).put(LONG).putLong(value).array());
  }

  public static Bytes of(float value) {
    return Bytes.wrap(ByteBuffer.allocate(5).put(FLOAT).putFloat(value).array());
  }

  public static Bytes of(double value) {
    return Bytes.wrap(ByteBuffer.allocate(9).put(DOUBLE).putDouble(value).array());
  }

  public static Bytes of(String value) {
    return tagged(TEXT, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The constant of an enum, by its name. */
  public static Bytes ofEnum(String constant) {
    return tagged(ENUM, constant.getBytes(StandardCharsets.UTF_8));
  }

  public static Bytes of(byte[] value) {
    return tagged(BYTES, value);
  }

  private static Bytes tagged(byte kind, byte[] body) {
    byte[] all = new byte[body.length + 1];
    all[0] = kind;
    System.arraycopy(body, 0, all, 1, body.length);
    return Bytes.wrap(all);
  }

  /** The kind of {@code scalar}, or 0 if it is empty. */
  public static byte kind(Bytes scalar) {
    return scalar.size() == 0 ? 0 : scalar.at(0);
  }

  /**
   * Whether {@code scalar} is a number (or a char, which Java promotes to one) of its full length.
   */
  public static boolean isNumber(Bytes scalar) {
    return scalar.size() == length(kind(scalar)) && kind(scalar) != BOOLEAN;
  }

  private static int length(byte kind) {
    return switch (kind) {
      case BOOLEAN, BYTE -> 2;
      case SHORT, CHAR -> 3;
      case INT, FLOAT -> 5;
      case LONG, DOUBLE -> 9;
      default -> -1;
    };
  }

  /**
   * The number as a {@link Long}, or as a {@link Double} if it is a float or a double.
   *
   * @throws IllegalArgumentException if it is no number
   */
  public static Number number(Bytes scalar) {
    if (!isNumber(scalar)) {
      throw new IllegalArgumentException("not a number: " + scalar);
    }
    ByteBuffer body = ByteBuffer.wrap(scalar.shared(), 1, scalar.size() - 1);
    return switch (kind(scalar)) {
      case BYTE -> (long) body.get();
      case SHORT -> (long) body.getShort();
      case CHAR -> (long) body.getChar();
      case INT -> (long) body.getInt();
      case LONG -> body.getLong();
      case FLOAT -> (double) body.getFloat();
      default -> body.getDouble();
    };
  }

  /** The text of a TEXT or an ENUM. */
  public static String text(Bytes scalar) {
    return new String(scalar.shared(), 1, scalar.size() - 1, StandardCharsets.UTF_8);
  }

  /**
   * Adds two numbers of the same kind as Java's {@code +} and a cast back to the kind do.
   *
   * @throws IllegalArgumentException if they are not numbers of the same kind
   */
  public static Bytes add(Bytes left, Bytes right) {
    if (kind(left) != kind(right)) {
      throw new IllegalArgumentException(
          "cannot add a " + (char) kind(right) + " to a " + (char) kind(left));
    }
    Number a = number(left);
    Number b = number(right);
    return switch (kind(left)) {
      case BYTE -> of((byte) (a.longValue() + b.longValue()));
      case SHORT -> of((short) (a.longValue() + b.longValue()));
      case CHAR -> of((char) (a.longValue() + b.longValue()));
      case INT -> of((int) (a.longValue() + b.longValue()));
      case LONG -> of(a.longValue() + b.longValue());
      case FLOAT -> of((float) a.doubleValue() + (float) b.doubleValue());
      default -> of(a.doubleValue() + b.doubleValue());
    };
  }

  /**
   * The lower of two numbers of the same kind, as Java's {@code Math.min} has it.
   *
   * @throws IllegalArgumentException if they are no numbers
   */
  public static Bytes min(Bytes left, Bytes right) {
    return lowerOf(left, right) ? left : right;
  }

  /** The higher of two numbers of the same kind, as Java's {@code Math.max} has it. */
  public static Bytes max(Bytes left, Bytes right) {
    if (isNaN(left) || isNaN(right)) {
      return isNaN(left) ? left : right;
    }
    return lowerOf(left, right) ? right : left;
  }

  private static boolean lowerOf(Bytes left, Bytes right) {
    Number a = number(left);
    Number b = number(right);
    if (a instanceof Double x && b instanceof Double y) {
      // As Math.min does: a NaN beats all, and -0.0 is below 0.0.
      return x.isNaN() || (!y.isNaN() && Double.compare(x, y) <= 0);
    }
    return a.longValue() <= b.longValue();
  }

  private static boolean isNaN(Bytes scalar) {
    return number(scalar) instanceof Double number && number.isNaN();
  }

  /**
   * Whether {@code left} stands in {@code relation} to {@code right}, as Java would say of the
   * values: numbers after promotion, so that NaN is unequal to itself; texts by the order of their
   * code points; null, and everything else, is only equal or unequal. What has no order is never
   * less or greater.
   */
  public static boolean compare(@Nullable Bytes left, Relation relation, @Nullable Bytes right) {
    if (left == null || right == null) {
      return relation.holdsUnordered(left == right);
    }
    if (isNumber(left) && isNumber(right)) {
      return numbers(left, relation, right);
    }
    if (kind(left) == TEXT && kind(right) == TEXT) {
      return relation.holds(left.compareTo(right));
    }
    return relation.holdsUnordered(left.equals(right));
  }

  private static boolean numbers(Bytes left, Relation relation, Bytes right) {
    Number a = number(left);
    Number b = number(right);
    if (kind(left) == DOUBLE || kind(right) == DOUBLE) {
      return relation.holds(a.doubleValue(), b.doubleValue());
    } else if (kind(left) == FLOAT || kind(right) == FLOAT) {
      // Java makes an int or a long a float here, which may round it. Floats compare as doubles do.
      return relation.holds(a.floatValue(), b.floatValue());
    }
    return relation.holds(Long.compare(a.longValue(), b.longValue()));
  }
}
