package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.engine.LateScalar;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Sequence;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a type become bytes and come back; what a {@code ValueType} stands for, which
 * says more of each method. Null is not a value: it is never encoded at the top.
 *
 * <p>A value's first byte tells how the rest is to be read: the kind of a {@link Scalar}, that of a
 * {@link Sequence}, or {@link #KRYO}.
 */
public abstract class CodecType<T> {

  /** The first byte of what a {@link Serializer} wrote. */
  static final byte KRYO = 'K';

  /** The packages, and enclosing classes, of the names in the name of a type. */
  private static final Pattern QUALIFIERS = Pattern.compile("[^<>, ?&]*[.$]");

  private final String name;
  private final String closure;

  CodecType(String name, String closure) {
    this.name = name;
    this.closure = closure;
  }

  public final String name() {
    return name;
  }

  /** The shapes of all records, enums and sealed types that a value may hold. */
  public String closure() {
    return closure;
  }

  /** Whether {@code other}, a type of the same name, writes the same bytes. */
  boolean writesAs(CodecType<?> other) {
    return closure().equals(other.closure());
  }

  /** Encodes {@code value}; equal values give equal bytes where the codec knows their equality. */
  public abstract byte[] encode(T value);

  /** Decodes what {@link #encode} made. */
  public abstract T decode(byte[] bytes);

  /** Decodes what {@link #encode} made, and has come as a part of {@code array}. */
  public T decode(byte[] array, int from, int to) {
    return decode(from == 0 && to == array.length ? array : Arrays.copyOfRange(array, from, to));
  }

  /**
   * The value as a message may take it: encoded, or itself where that is a {@link LateScalar}.
   *
   * @throws BadValueException as {@link #encode} does
   */
  public Object late(T value) {
    return encode(value);
  }

  /**
   * What messages show of a value that was encoded: itself if it is short, else its type. Nothing
   * of the user's is called for that, whose code may be slow and has been called often enough.
   */
  public String shown(byte[] bytes) {
    return QUALIFIERS.matcher(name).replaceAll("");
  }

  /** The serializer for a value inside another one; loads Kryo. */
  public abstract Serializer<T> serializer();

  /** The name as an argument of a generic type. */
  String boxedName() {
    return name;
  }

  /**
   * Whether a decoded value can be given to several readers, because none of them can change it.
   */
  abstract boolean shareable();

  /** What a key of this type reads as until it is set; null if there is no such value. */
  public @Nullable T zero() {
    return null;
  }

  @Override
  public final String toString() {
    return name;
  }

  final BadValueException wrongKind(byte[] bytes) {
    return new BadValueException(
        "expected " + name + " but found " + (bytes.length == 0 ? "no bytes" : kindName(bytes[0])));
  }

  final BadValueException broken(String reason, @Nullable Throwable cause) {
    return new BadValueException("these bytes are no " + name + ": " + reason, cause);
  }

  final BadValueException notEncodable(@Nullable Object value) {
    return new BadValueException(
        value == null
            ? "null cannot be encoded as a " + name
            : "a " + value.getClass().getName() + " cannot be encoded as a " + name);
  }

  private static String kindName(byte kind) {
    String primitive = Scalar.primitive(kind);
    if (primitive != null) {
      return primitive;
    }
    return switch (kind) {
      case Scalar.TEXT -> "java.lang.String";
      case Scalar.ENUM -> "constant of an enum";
      case Scalar.BYTES -> "byte[]";
      case Sequence.KIND -> "list";
      case KRYO -> "value of a structured type";
      default -> "value of the unknown kind " + kind;
    };
  }
}
