package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;

/** A class of the JDK whose values cannot be changed. */
final class JdkType<T> extends KryoType<T> {

  private final Class<T> type;

  JdkType(Class<T> type) {
    super(type.getName(), "");
    this.type = type;
  }

  @Override
  boolean shareable() {
    return true;
  }

  @Override
  Serializer<T> makeSerializer() {
    return Serializers.jdk(type);
  }
}
