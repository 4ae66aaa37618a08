package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the serializers of collections; kept apart from their types, so that these load no Kryo.
 *
 * <p>Threads: stateless, and so is each serializer.
 */
final class CollectionSerializers {

  private CollectionSerializers() {}

  static <E> Serializer<List<E>> list(Serializer<E> element) {
    return new ListSerializer<>(element);
  }

  /**
   * Writes each element after its length, and nothing else: what follows the kind of a sequence.
   */
  static <E> Serializer<List<E>> sequence(Serializer<E> element) {
    return new SequenceSerializer<>(element);
  }

  static <E> Serializer<Set<E>> set(Serializer<E> element) {
    return new SetSerializer<>(element);
  }

  static <K, V> Serializer<Map<K, V>> map(Serializer<K> key, Serializer<V> value) {
    return new MapSerializer<>(key, value);
  }

  static <T> Serializer<Optional<T>> optional(Serializer<T> value) {
    return new OptionalSerializer<>(value);
  }

  private static final class ListSerializer<E> extends Serializer<List<E>> {
    private final Serializer<E> element;

    ListSerializer(Serializer<E> element) {
      this.element = element;
    }

    @Override
    public void write(Kryo kryo, Output output, List<E> list) {
      Object[] elements = list.toArray();
      output.writeVarInt(elements.length, true);
      for (int i = 0; i < elements.length; i++) {
        @SuppressWarnings("unchecked")
        E value = (E) elements[i];
        Elements.write(kryo, output, value, element, i);
      }
    }

    @Override
    public List<E> read(Kryo kryo, Input input, Class<? extends List<E>> type) {
      @Nullable Object[] elements = new Object[((BoundedInput) input).readCount(1)];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = Elements.read(kryo, input, element, i);
      }
      return Copies.list(elements);
    }
  }

  private static final class SequenceSerializer<E> extends Serializer<List<E>> {
    private final Serializer<E> element;

    SequenceSerializer(Serializer<E> element) {
      this.element = element;
    }

    @Override
    public void write(Kryo kryo, Output output, List<E> list) {
      Output one = new Output(64, KryoCodec.MAX_SIZE);
      int i = 0;
      for (E value : list) {
        one.reset();
        Elements.write(kryo, one, value, element, i++);
        output.writeVarInt(one.position(), true);
        output.writeBytes(one.getBuffer(), 0, one.position());
      }
    }

    @Override
    public List<E> read(Kryo kryo, Input input, Class<? extends List<E>> type) {
      BoundedInput bounded = (BoundedInput) input;
      List<@Nullable E> elements = new ArrayList<>();
      int end = input.limit();
      while (bounded.left() > 0) {
        int length = bounded.readCount(1);
        input.setLimit(input.position() + length);
        elements.add(Elements.read(kryo, input, element, elements.size()));
        if (bounded.left() > 0) {
          throw new KryoException(
              bounded.left() + " bytes too many in element " + (elements.size() - 1));
        }
        input.setLimit(end);
      }
      return Copies.list(elements.toArray());
    }
  }

  private static final class SetSerializer<E> extends Serializer<Set<E>> {
    private final Serializer<E> element;

    SetSerializer(Serializer<E> element) {
      this.element = element;
    }

    @Override
    public void write(Kryo kryo, Output output, Set<E> set) {
      byte[][] elements = Elements.sorted(kryo, set, element);
      output.writeVarInt(elements.length, true);
      for (byte[] bytes : elements) {
        output.writeBytes(bytes);
      }
    }

    @Override
    public Set<E> read(Kryo kryo, Input input, Class<? extends Set<E>> type) {
      int size = ((BoundedInput) input).readCount(1);
      LinkedHashSet<E> set = new LinkedHashSet<>();
      for (int i = 0; i < size; i++) {
        if (!set.add(Elements.read(kryo, input, element, i))) {
          throw new KryoException("an element twice in a set");
        }
      }
      return Copies.set(set);
    }
  }

  private static final class MapSerializer<K, V> extends Serializer<Map<K, V>> {
    private final Serializer<K> key;
    private final Serializer<V> value;

    MapSerializer(Serializer<K> key, Serializer<V> value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public void write(Kryo kryo, Output output, Map<K, V> map) {
      Elements.Pair[] entries = Elements.sorted(kryo, map, key, value);
      output.writeVarInt(entries.length, true);
      for (Elements.Pair entry : entries) {
        output.writeBytes(entry.key());
        output.writeBytes(entry.value());
      }
    }

    @Override
    public Map<K, V> read(Kryo kryo, Input input, Class<? extends Map<K, V>> type) {
      int size = ((BoundedInput) input).readCount(2);
      LinkedHashMap<K, V> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        K read = Elements.read(kryo, input, key, "key " + i);
        if (map.containsKey(read)) {
          throw new KryoException("a key twice in a map");
        }
        map.put(read, Elements.read(kryo, input, value, String.valueOf(read)));
      }
      return Copies.map(map);
    }
  }

  private static final class OptionalSerializer<T> extends Serializer<Optional<T>> {
    private final Serializer<T> value;

    OptionalSerializer(Serializer<T> value) {
      this.value = value;
    }

    @Override
    public void write(Kryo kryo, Output output, Optional<T> optional) {
      kryo.writeObjectOrNull(output, optional.orElse(null), value);
    }

    // Kryo wants a class to read; our serializers know theirs.
    @SuppressWarnings("unchecked")
    @Override
    public Optional<T> read(Kryo kryo, Input input, Class<? extends Optional<T>> type) {
      return Optional.ofNullable((T) kryo.readObjectOrNull(input, Object.class, value));
    }
  }
}
