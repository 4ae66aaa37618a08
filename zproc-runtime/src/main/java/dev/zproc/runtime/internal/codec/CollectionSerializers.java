package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
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

  /**
   * @param plain whether elements are equal exactly if their bytes are
   */
  static <E> Serializer<Set<E>> set(Serializer<E> element, boolean plain) {
    return new SetSerializer<>(element, plain);
  }

  /**
   * @param plain whether keys are equal exactly if their bytes are
   */
  static <K, V> Serializer<Map<K, V>> map(Serializer<K> key, Serializer<V> value, boolean plain) {
    return new MapSerializer<>(key, value, plain);
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
      int count = Elements.count(input, 1, BoundedInput.NESTED, 1);
      @Nullable Object[] elements = Elements.room(count);
      for (int i = 0; i < count; i++) {
        elements = Elements.room(elements, i, count);
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
      Object[] elements = list.toArray(); // others may write to it meanwhile
      for (int i = 0; i < elements.length; i++) {
        @SuppressWarnings("unchecked")
        E value = (E) elements[i];
        one.reset();
        Elements.write(kryo, one, value, element, i);
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
        bounded.takes(2 * BoundedInput.PLACE); // for a moment it is there twice
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
    private final boolean plain;

    SetSerializer(Serializer<E> element, boolean plain) {
      this.element = element;
      this.plain = plain;
    }

    @Override
    public void write(Kryo kryo, Output output, Set<E> set) {
      byte[][] elements = Elements.sorted(kryo, set, element, plain);
      output.writeVarInt(elements.length, true);
      for (byte[] bytes : elements) {
        output.writeBytes(bytes);
      }
    }

    @Override
    public Set<E> read(Kryo kryo, Input input, Class<? extends Set<E>> type) {
      int count = Elements.count(input, 1, BoundedInput.LARGE, 1);
      @Nullable Object[] elements = Elements.room(count);
      if (count == 0) {
        return Copies.set(elements);
      }
      Ascent ascent = new Ascent(input, "an element twice in a set");
      for (int i = 0; i < count; i++) {
        elements = Elements.room(elements, i, count);
        elements[i] = Elements.read(kryo, input, element, i);
        ascent.step();
      }
      return Copies.set(elements);
    }
  }

  private static final class MapSerializer<K, V> extends Serializer<Map<K, V>> {
    private final Serializer<K> key;
    private final Serializer<V> value;
    private final boolean plain;

    MapSerializer(Serializer<K> key, Serializer<V> value, boolean plain) {
      this.key = key;
      this.value = value;
      this.plain = plain;
    }

    @Override
    public void write(Kryo kryo, Output output, Map<K, V> map) {
      Elements.Pair[] entries = Elements.sorted(kryo, map, key, value, plain);
      output.writeVarInt(entries.length, true);
      for (Elements.Pair entry : entries) {
        output.writeBytes(entry.key());
        output.writeBytes(entry.value());
      }
    }

    @Override
    public Map<K, V> read(Kryo kryo, Input input, Class<? extends Map<K, V>> type) {
      int size = Elements.count(input, 2, BoundedInput.LARGE, 2);
      @Nullable Object[] keys = Elements.room(size);
      @Nullable Object[] values = Elements.room(size);
      if (size == 0) {
        return Copies.map(keys, values);
      }
      Ascent ascent = new Ascent(input, "a key twice in a map");
      for (int i = 0; i < size; i++) {
        keys = Elements.room(keys, i, size);
        values = Elements.room(values, i, size);
        keys[i] = Elements.read(kryo, input, key, "key " + i);
        ascent.step();
        values[i] = Elements.read(kryo, input, value, keys[i]);
        ascent.begin();
      }
      return Copies.map(keys, values);
    }
  }

  /**
   * Sees that what is read one after the other comes in the order of its bytes, as it was written,
   * so that none comes twice; their own {@code equals} is not asked.
   */
  private static final class Ascent {
    private final Input input;
    private final String twice;
    private int from;
    private int before;
    private int beforeEnd = -1;

    Ascent(Input input, String twice) {
      this.input = input;
      this.twice = twice;
      this.from = input.position();
    }

    /** The next begins here. */
    void begin() {
      from = input.position();
    }

    /** One has been read, and the next begins here. */
    void step() {
      byte[] bytes = input.getBuffer();
      int to = input.position();
      int order =
          beforeEnd < 0 ? -1 : Arrays.compareUnsigned(bytes, before, beforeEnd, bytes, from, to);
      if (order >= 0) {
        throw new KryoException(order == 0 ? twice : "not in the order of their bytes");
      }
      before = from;
      beforeEnd = to;
      from = to;
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
      @Nullable T present = (T) kryo.readObjectOrNull(input, Object.class, value);
      if (present == null) {
        return Optional.empty();
      }
      ((BoundedInput) input).takes(BoundedInput.OBJECT);
      return Optional.of(present);
    }
  }
}
