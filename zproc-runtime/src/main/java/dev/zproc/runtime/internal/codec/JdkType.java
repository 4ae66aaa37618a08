package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Shown;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

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
  public String shown(byte[] bytes) {
    T value = decode(bytes);
    return value instanceof Number
            || value instanceof Path
            || value instanceof URI
            || value instanceof UUID
        ? Shown.of(value)
        : super.shown(bytes);
  }

  @Override
  Serializer<T> makeSerializer() {
    return Serializers.jdk(type);
  }
}
