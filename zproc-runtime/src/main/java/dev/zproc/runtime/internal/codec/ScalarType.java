package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.LateScalar;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Shown;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A primitive type with its box, or String, in the form that an engine can compare and add; Kryo is
 * loaded only when such a value lies inside another one.
 *
 * <p>NaN has one form, as {@link Double#equals} has it.
 */
final class ScalarType<T> extends CodecType<T> {

  /** In which there are more characters than are shown. */
  private static final int SHOWN_BYTES = 1 << 10;

  private final byte kind;
  private final Class<T> box;
  private final int size;
  private final @Nullable T zero;
  private final boolean isLate;

  /**
   * @param size how many bytes follow the kind, or -1 if any number
   */
  ScalarType(byte kind, String name, Class<T> box, int size, @Nullable T zero) {
    super(name, "");
    this.kind = kind;
    this.box = box;
    this.size = size;
    this.zero = zero;
    this.isLate = LateScalar.isOne(kind);
  }

  byte kind() {
    return kind;
  }

  @Override
  String boxedName() {
    return box.getName();
  }

  @Override
  boolean shareable() {
    return true;
  }

  @Override
  public @Nullable T zero() {
    return zero;
  }

  @Override
  public byte[] encode(T value) {
    if (!box.isInstance(value)) {
      throw notEncodable(value);
    }
    if (value instanceof Integer number) {
      return Scalar.bytes(number);
    }
    if (value instanceof String text) {
      return Text.encode(kind, text);
    }
    return scalar(value).shared();
  }

  @Override
  public Object late(T value) {
    return isLate && value.getClass() == box ? value : encode(value);
  }

  @Override
  public String shown(byte[] bytes) {
    // Of a long text no more is decoded than is shown; what is cut in the middle is beyond that.
    boolean isLong = kind == Scalar.TEXT && bytes.length > SHOWN_BYTES;
    return Shown.of(
        isLong ? new String(bytes, 1, SHOWN_BYTES - 1, StandardCharsets.UTF_8) : decode(bytes));
  }

  private static Bytes scalar(Object value) {
    if (value instanceof Long number) {
      return Scalar.of(number.longValue());
    } else if (value instanceof Boolean holds) {
      return Scalar.of(holds.booleanValue());
    } else if (value instanceof Double number) {
      return Scalar.of(Double.longBitsToDouble(Double.doubleToLongBits(number)));
    } else if (value instanceof Float number) {
      return Scalar.of(Float.intBitsToFloat(Float.floatToIntBits(number)));
    } else if (value instanceof Character letter) {
      return Scalar.of(letter.charValue());
    } else if (value instanceof Short number) {
      return Scalar.of(number.shortValue());
    } else {
      return Scalar.of(((Byte) value).byteValue());
    }
  }

  @Override
  public T decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != kind) {
      throw wrongKind(bytes);
    }
    if (size >= 0 && bytes.length != size + 1) {
      throw broken(bytes.length - 1 + " bytes instead of " + size, null);
    }
    return box.cast(read(bytes));
  }

  @Override
  @SuppressWarnings("unchecked") // the box of an int
  public T decode(byte[] array, int from, int to) {
    if (kind == Scalar.INT && to - from == 5 && array[from] == kind) {
      return (T) (Object) Scalar.readInt(array, from);
    }
    return super.decode(array, from, to);
  }

  private Object read(byte[] bytes) {
    switch (kind) {
      case Scalar.BOOLEAN:
        if (bytes[1] < 0 || bytes[1] > 1) {
          throw broken("neither 0 nor 1", null);
        }
        return bytes[1] == 1;
      case Scalar.INT:
        return Scalar.readInt(bytes, 0);
      case Scalar.TEXT:
        try {
          return Text.decode(bytes);
        } catch (IllegalArgumentException e) {
          throw broken(String.valueOf(e.getMessage()), e);
        }
      default:
        Number number = Scalar.number(Bytes.wrap(bytes));
        return switch (kind) {
          case Scalar.BYTE -> (Object) number.byteValue();
          case Scalar.SHORT -> number.shortValue();
          case Scalar.CHAR -> (char) number.intValue();
          case Scalar.LONG -> number.longValue();
          case Scalar.FLOAT -> number.floatValue();
          default -> number.doubleValue();
        };
    }
  }

  @Override
  public Serializer<T> serializer() {
    return Serializers.scalar(kind);
  }
}
