package dev.zproc.runtime.internal.engine;

/**
 * Scalars that cannot change and take few bytes, and so may be kept as they are until they are
 * written into a message: an array for each would cost more than all the rest. Of other values
 * there is an array that was encoded.
 *
 * <p>Threads: stateless.
 */
public final class LateScalar {

  private LateScalar() {}

  /** Whether the values of a kind of {@link Scalar} may be kept as they are. */
  public static boolean isOne(byte kind) {
    return kind == Scalar.INT
        || kind == Scalar.LONG
        || kind == Scalar.DOUBLE
        || kind == Scalar.BOOLEAN;
  }

  /**
   * How many bytes a value takes.
   *
   * @param value one of those kinds, or a {@code byte[]} that was encoded
   */
  public static int size(Object value) {
    if (value instanceof byte[] encoded) {
      return encoded.length;
    } else if (value instanceof Integer) {
      return 5;
    }
    return value instanceof Boolean ? 2 : 9;
  }

  /** Adds such a value to a message, after its length. */
  public static void write(WireWriter out, Object value) {
    if (value instanceof Integer number) {
      out.small(Scalar.INT, number);
    } else if (value instanceof byte[] encoded) {
      out.varint(encoded.length).raw(encoded);
    } else if (value instanceof Long number) {
      out.u8(9).u8(Scalar.LONG).fixed(number);
    } else if (value instanceof Double number) {
      out.u8(9).u8(Scalar.DOUBLE).fixed(Double.doubleToLongBits(number));
    } else {
      out.u8(2).u8(Scalar.BOOLEAN).bool((Boolean) value);
    }
  }
}
