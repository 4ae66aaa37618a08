package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;

/** The type of no result; it has no value, so there is nothing to encode. */
final class VoidType extends CodecType<Void> {

  VoidType() {
    super("void", "");
  }

  @Override
  String boxedName() {
    return "java.lang.Void";
  }

  @Override
  boolean shareable() {
    return true;
  }

  @Override
  public byte[] encode(Void value) {
    throw notEncodable(value);
  }

  @Override
  public Void decode(byte[] bytes) {
    throw wrongKind(bytes);
  }

  @Override
  public Serializer<Void> serializer() {
    return Serializers.nothing();
  }
}
