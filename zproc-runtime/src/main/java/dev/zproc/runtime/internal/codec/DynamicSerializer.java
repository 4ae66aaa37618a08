package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value after the name of its type: {@code List}, {@code Set}, {@code Map} or {@code
 * Optional} of anything, a scalar by its box, a class of the JDK, or what {@link Registry} knows. A
 * name is only ever looked up among these; no class is loaded for it.
 */
final class DynamicSerializer extends Serializer<Object> {

  private static final String LIST = "List";
  private static final String SET = "Set";
  private static final String MAP = "Map";
  private static final String OPTIONAL = "Optional";
  private static final String BYTES = "byte[]";

  private final Serializer<List<Object>> list = CollectionSerializers.list(this);
  private final Serializer<Set<Object>> set = CollectionSerializers.set(this, false);
  private final Serializer<Map<Object, Object>> map = CollectionSerializers.map(this, this, false);
  private final Serializer<Optional<Object>> optional = CollectionSerializers.optional(this);

  @Override
  public void write(Kryo kryo, Output output, Object value) {
    String tag = tag(value);
    Serializer<Object> serializer = find(tag);
    if (serializer == null) {
      String type = value.getClass().getName();
      throw new KryoException("a " + type + " is " + Registry.refusal(type));
    }
    output.writeString(tag);
    serializer.write(kryo, output, value);
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> ignored) {
    String tag = Serializers.word(input);
    Serializer<Object> serializer = find(tag);
    if (serializer == null) {
      throw new KryoException("a value of " + tag + " is " + Registry.refusal(tag));
    }
    return serializer.read(kryo, input, Object.class);
  }

  private static String tag(Object value) {
    if (value instanceof List<?>) {
      return LIST;
    } else if (value instanceof Set<?>) {
      return SET;
    } else if (value instanceof Map<?, ?>) {
      return MAP;
    } else if (value instanceof Optional<?>) {
      return OPTIONAL;
    } else if (value instanceof byte[]) {
      return BYTES;
    } else if (value instanceof Path) {
      return Path.class.getName();
    } else if (value instanceof ZoneId) {
      return ZoneId.class.getName();
    } else if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getName();
    }
    CodecType<?> known = Registry.of(value.getClass());
    return known == null ? value.getClass().getName() : known.name();
  }

  /** The serializer behind a tag, which the caller gives values of that type only. */
  @SuppressWarnings("unchecked")
  private @Nullable Serializer<Object> find(String tag) {
    Serializer<?> found =
        switch (tag) {
          case LIST -> list;
          case SET -> set;
          case MAP -> map;
          case OPTIONAL -> optional;
          case BYTES -> Serializers.array(byte[].class, (CodecType<?>) Codecs.BYTE);
          default -> findNamed(tag);
        };
    return (Serializer<Object>) found;
  }

  private static @Nullable Serializer<?> findNamed(String name) {
    for (CodecType<?> scalar : DynamicType.SCALARS) {
      if (scalar.boxedName().equals(name)) {
        return scalar.serializer();
      }
    }
    Class<?> jdk = JdkTypes.named(name);
    if (jdk != null) {
      return Serializers.jdk(jdk);
    }
    EnumType<?> constants = JdkTypes.enumNamed(name);
    if (constants != null) {
      return constants.serializer();
    }
    CodecType<?> known = Registry.named(name);
    return known == null ? null : known.serializer();
  }
}
