package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * List, Set, Map and Optional of other types.
 *
 * <p>A set or map is always written in the order of its elements' (or keys') bytes, whatever order
 * it has itself, because two sets are equal whatever their order is, and equal values have equal
 * bytes. It comes back in that order.
 *
 * <p>Threads: stateless.
 */
final class CollectionTypes {

  private CollectionTypes() {}

  /** {@code a} and {@code b} without what both hold. */
  static String union(String a, String b) {
    if (a.isEmpty() || a.equals(b)) {
      return b;
    } else if (b.isEmpty()) {
      return a;
    }
    Set<String> all = new TreeSet<>(List.of(a.split(";")));
    all.addAll(List.of(b.split(";")));
    return String.join(";", all);
  }

  /** A list. */
  static final class OfList<E> extends KryoType<List<E>> {
    private final CodecType<E> element;

    OfList(CodecType<E> element) {
      super("java.util.List<" + element.boxedName() + ">", "");
      this.element = element;
    }

    @Override
    public String closure() {
      return element.closure();
    }

    @Override
    boolean shareable() {
      return element.shareable();
    }

    @Override
    public List<E> zero() {
      return Copies.list(new Object[0]);
    }

    @Override
    Serializer<List<E>> makeSerializer() {
      return new ListSerializer<>(element.serializer());
    }
  }

  /** A set. */
  static final class OfSet<E> extends KryoType<Set<E>> {
    private final CodecType<E> element;

    OfSet(CodecType<E> element) {
      super("java.util.Set<" + element.boxedName() + ">", "");
      this.element = element;
    }

    @Override
    public String closure() {
      return element.closure();
    }

    @Override
    boolean shareable() {
      return element.shareable();
    }

    @Override
    public Set<E> zero() {
      return Copies.set(new LinkedHashSet<>());
    }

    @Override
    Serializer<Set<E>> makeSerializer() {
      return new SetSerializer<>(element.serializer());
    }
  }

  /** A map as one value. */
  static final class OfMap<K, V> extends KryoType<Map<K, V>> {
    private final CodecType<K> key;
    private final CodecType<V> value;

    OfMap(CodecType<K> key, CodecType<V> value) {
      super("java.util.Map<" + key.boxedName() + "," + value.boxedName() + ">", "");
      this.key = key;
      this.value = value;
    }

    @Override
    public String closure() {
      return union(key.closure(), value.closure());
    }

    @Override
    boolean shareable() {
      return key.shareable() && value.shareable();
    }

    @Override
    public Map<K, V> zero() {
      return Copies.map(new LinkedHashMap<>());
    }

    @Override
    Serializer<Map<K, V>> makeSerializer() {
      return new MapSerializer<>(key.serializer(), value.serializer());
    }
  }

  /** An optional value. */
  static final class OfOptional<T> extends KryoType<Optional<T>> {
    private final CodecType<T> value;

    OfOptional(CodecType<T> value) {
      super("java.util.Optional<" + value.boxedName() + ">", "");
      this.value = value;
    }

    @Override
    public String closure() {
      return value.closure();
    }

    @Override
    boolean shareable() {
      return value.shareable();
    }

    @Override
    public Optional<T> zero() {
      return Optional.empty();
    }

    @Override
    Serializer<Optional<T>> makeSerializer() {
      return new OptionalSerializer<>(value.serializer());
    }
  }

  /** An array; its copies must not be shared, since whoever has one can write to it. */
  static final class OfArray<A> extends KryoType<A> {
    private final Class<A> type;
    private final CodecType<?> component;

    OfArray(Class<A> type, CodecType<?> component) {
      super(
          (type.getComponentType().isPrimitive() ? component.name() : component.boxedName()) + "[]",
          "");
      this.type = type;
      this.component = component;
    }

    @Override
    public String closure() {
      return component.closure();
    }

    @Override
    boolean shareable() {
      return false;
    }

    @Override
    public A zero() {
      return type.cast(java.lang.reflect.Array.newInstance(type.getComponentType(), 0));
    }

    @Override
    Serializer<A> makeSerializer() {
      return Serializers.array(type, component);
    }
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
