package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.Arrays;

/** {@code byte[]}, past Kryo. */
final class BytesType extends CodecType<byte[]> {

  BytesType() {
    super("byte[]", "");
  }

  @Override
  boolean shareable() {
    return false;
  }

  @Override
  public byte[] zero() {
    return Bytes.EMPTY.shared();
  }

  @Override
  public byte[] encode(byte[] value) {
    if (value == null) {
      throw notEncodable(null);
    }
    return Scalar.of(value).shared();
  }

  @Override
  public byte[] decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != Scalar.BYTES) {
      throw wrongKind(bytes);
    }
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  @Override
  public Serializer<byte[]> serializer() {
    return Serializers.array(byte[].class, (CodecType<?>) Codecs.BYTE);
  }
}
