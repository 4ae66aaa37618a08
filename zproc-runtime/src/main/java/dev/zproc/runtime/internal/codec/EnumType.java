package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.StringJoiner;

/** An enum, encoded by the name of its constant; loads the enum no sooner than its first value. */
final class EnumType<E extends Enum<E>> extends CodecType<E> {

  private final Class<E> type;

  EnumType(Class<E> type) {
    super(type.getName(), "");
    this.type = type;
  }

  @Override
  public String closure() {
    StringJoiner constants = new StringJoiner(",", name() + "{", "}");
    for (E constant : type.getEnumConstants()) {
      constants.add(constant.name());
    }
    return constants.toString();
  }

  /** The names of constants, whatever constants there are; to compare these would load it. */
  @Override
  boolean writesAs(CodecType<?> other) {
    return true;
  }

  @Override
  boolean shareable() {
    return true;
  }

  @Override
  public byte[] encode(E value) {
    if (!type.isInstance(value)) {
      throw notEncodable(value);
    }
    return Text.encode(Scalar.ENUM, value.name());
  }

  @Override
  public E decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != Scalar.ENUM) {
      throw wrongKind(bytes);
    }
    try {
      return constant(Text.decode(bytes));
    } catch (IllegalArgumentException e) {
      throw broken(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String shown(byte[] bytes) {
    return Text.decode(bytes);
  }

  /** The constant called {@code name}. */
  E constant(String name) {
    return Enum.valueOf(type, name);
  }

  @Override
  public Serializer<E> serializer() {
    return Serializers.enumOf(this);
  }
}
