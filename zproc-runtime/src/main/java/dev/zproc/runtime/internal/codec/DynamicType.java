package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any value that can cross: scalars in their own form, everything else with a tag that tells its
 * type.
 */
final class DynamicType extends CodecType<Object> {

  static final List<CodecType<?>> SCALARS =
      List.of(
          (CodecType<?>) Codecs.BOOLEAN,
          (CodecType<?>) Codecs.BYTE,
          (CodecType<?>) Codecs.SHORT,
          (CodecType<?>) Codecs.CHAR,
          (CodecType<?>) Codecs.INT,
          (CodecType<?>) Codecs.LONG,
          (CodecType<?>) Codecs.FLOAT,
          (CodecType<?>) Codecs.DOUBLE,
          (CodecType<?>) Codecs.STRING);

  private static final BytesType BYTES = new BytesType();
  private static final Tagged TAGGED = new Tagged();

  DynamicType() {
    super("java.lang.Object", "");
  }

  /** The values that need a tag. */
  private static final class Tagged extends KryoType<Object> {
    Tagged() {
      super("java.lang.Object", "");
    }

    @Override
    boolean shareable() {
      return false;
    }

    @Override
    Serializer<Object> makeSerializer() {
      return Serializers.dynamic();
    }
  }

  /** The type of {@code value} if it is a scalar. */
  static @Nullable CodecType<?> scalarOf(Object value) {
    for (CodecType<?> scalar : SCALARS) {
      if (scalar.boxedName().equals(value.getClass().getName())) {
        return scalar;
      }
    }
    return null;
  }

  @Override
  boolean shareable() {
    return false;
  }

  // The type was chosen by the value's class.
  @SuppressWarnings("unchecked")
  @Override
  public byte[] encode(Object value) {
    if (value == null) {
      throw notEncodable(null);
    } else if (value instanceof byte[] bytes) {
      return BYTES.encode(bytes);
    }
    CodecType<?> scalar = scalarOf(value);
    return scalar == null ? TAGGED.encode(value) : ((CodecType<Object>) scalar).encode(value);
  }

  @Override
  public Object decode(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == KRYO) {
      return TAGGED.decode(bytes);
    } else if (bytes.length > 0 && bytes[0] == Scalar.BYTES) {
      return BYTES.decode(bytes);
    }
    for (CodecType<?> scalar : SCALARS) {
      if (bytes.length > 0 && ((ScalarType<?>) scalar).kind() == bytes[0]) {
        return scalar.decode(bytes);
      }
    }
    throw wrongKind(bytes);
  }

  @Override
  public Serializer<Object> serializer() {
    return TAGGED.serializer();
  }
}
