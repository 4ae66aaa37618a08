package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.internal.engine.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Makes serializers for values that lie inside others; kept apart from the types, so that these
 * load no Kryo.
 *
 * <p>Threads: stateless, and so is each serializer.
 */
final class Serializers {

  private Serializers() {}

  @SuppressWarnings("unchecked")
  static <T> Serializer<T> scalar(byte kind) {
    return (Serializer<T>) new OfScalar(kind);
  }

  static <E extends Enum<E>> Serializer<E> enumOf(EnumType<E> type) {
    return new OfEnum<>(type);
  }

  static <A> Serializer<A> array(Class<A> type, CodecType<?> component) {
    return new ArraySerializer<>(type, component);
  }

  static <T> Serializer<T> jdk(Class<T> type) {
    return new JdkSerializer<>(type);
  }

  static Serializer<Object> dynamic() {
    return new DynamicSerializer();
  }

  static Serializer<Void> nothing() {
    return new Nothing();
  }

  /** Reads a string that cannot be null. */
  static String text(Input input) {
    @Nullable String text = input.readString();
    if (text == null) {
      throw new KryoException("null instead of a string");
    }
    return text;
  }

  /** Reads a string that says what follows or which constant it is, and is not kept. */
  static String word(Input input) {
    String word = text(input);
    ((BoundedInput) input).takes(-BoundedInput.NESTED);
    return word;
  }

  private static final class OfScalar extends Serializer<Object> {
    private final byte kind;

    OfScalar(byte kind) {
      this.kind = kind;
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
      switch (kind) {
        case Scalar.BOOLEAN -> output.writeBoolean((Boolean) value);
        case Scalar.BYTE -> output.writeByte((Byte) value);
        case Scalar.SHORT -> output.writeShort((Short) value);
        case Scalar.CHAR -> output.writeChar((Character) value);
        case Scalar.INT -> output.writeInt((Integer) value);
        case Scalar.LONG -> output.writeLong((Long) value);
        case Scalar.FLOAT -> output.writeInt(Float.floatToIntBits((Float) value));
        case Scalar.DOUBLE -> output.writeLong(Double.doubleToLongBits((Double) value));
        default -> output.writeString((String) value);
      }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<?> type) {
      return switch (kind) {
        case Scalar.BOOLEAN -> (Object) input.readBoolean();
        case Scalar.BYTE -> input.readByte();
        case Scalar.SHORT -> input.readShort();
        case Scalar.CHAR -> input.readChar();
        case Scalar.INT -> input.readInt();
        case Scalar.LONG -> input.readLong();
        case Scalar.FLOAT -> input.readFloat();
        case Scalar.DOUBLE -> input.readDouble();
        default -> text(input);
      };
    }
  }

  private static final class OfEnum<E extends Enum<E>> extends Serializer<E> {
    private final EnumType<E> type;

    OfEnum(EnumType<E> type) {
      this.type = type;
    }

    @Override
    public void write(Kryo kryo, Output output, E value) {
      output.writeString(value.name());
    }

    @Override
    public E read(Kryo kryo, Input input, Class<? extends E> ignored) {
      return type.constant(word(input));
    }
  }

  private static final class Nothing extends Serializer<Void> {
    @Override
    public void write(Kryo kryo, Output output, Void value) {}

    @Override
    public @Nullable Void read(Kryo kryo, Input input, Class<? extends Void> type) {
      return null;
    }
  }
}
