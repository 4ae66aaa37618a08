package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values a Kryo serializer writes, after the byte {@link #KRYO} or another.
 *
 * <p>Threads: immutable, but for a serializer that is made once, when it is first needed.
 */
abstract class KryoType<T> extends CodecType<T> {

  private volatile @Nullable Serializer<T> serializer;

  KryoType(String name, String closure) {
    super(name, closure);
  }

  /** Makes the serializer; a second one, made by a race, must do the same. */
  abstract Serializer<T> makeSerializer();

  /** The first byte of a value by itself. */
  byte kind() {
    return KRYO;
  }

  /** The serializer of a value by itself, after that byte. */
  Serializer<T> ownSerializer() {
    return serializer();
  }

  @Override
  public final Serializer<T> serializer() {
    Serializer<T> made = serializer;
    if (made == null) {
      made = makeSerializer();
      serializer = made;
    }
    return made;
  }

  @Override
  public final byte[] encode(T value) {
    if (value == null) {
      throw notEncodable(null);
    }
    return KryoCodec.encode(this, value);
  }

  @Override
  public final T decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != kind()) {
      throw wrongKind(bytes);
    }
    return KryoCodec.decode(this, bytes);
  }
}
