package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Sequence;
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

  /** What holds values of other types: it needs no more than they do. */
  private abstract static class OfParts<T> extends KryoType<T> {
    private final List<CodecType<?>> parts;

    OfParts(String name, CodecType<?>... parts) {
      super(name, "");
      this.parts = List.of(parts);
    }

    @Override
    public final String closure() {
      String closure = "";
      for (CodecType<?> part : parts) {
        closure = union(closure, part.closure());
      }
      return closure;
    }

    @Override
    boolean shareable() {
      for (CodecType<?> part : parts) {
        if (!part.shareable()) {
          return false;
        }
      }
      return true;
    }
  }

  /** A list; by itself it is a {@link Sequence}, to which a server can append. */
  static final class OfList<E> extends OfParts<List<E>> {
    private final CodecType<E> element;
    private volatile @Nullable Serializer<List<E>> own;

    OfList(CodecType<E> element) {
      super("java.util.List<" + element.boxedName() + ">", element);
      this.element = element;
    }

    @Override
    byte kind() {
      return Sequence.KIND;
    }

    @Override
    Serializer<List<E>> ownSerializer() {
      Serializer<List<E>> made = own;
      if (made == null) {
        made = CollectionSerializers.sequence(element.serializer());
        own = made;
      }
      return made;
    }

    /** An element as {@link Sequence#append} takes it. */
    byte[] encodeElement(E value) {
      return KryoCodec.encodeElement(element, value);
    }

    @Override
    public List<E> zero() {
      return Copies.list(new Object[0]);
    }

    @Override
    Serializer<List<E>> makeSerializer() {
      return CollectionSerializers.list(element.serializer());
    }
  }

  /** A set. */
  static final class OfSet<E> extends OfParts<Set<E>> {
    private final CodecType<E> element;

    OfSet(CodecType<E> element) {
      super("java.util.Set<" + element.boxedName() + ">", element);
      this.element = element;
    }

    @Override
    public Set<E> zero() {
      return Copies.set(new Object[0]);
    }

    @Override
    Serializer<Set<E>> makeSerializer() {
      return CollectionSerializers.set(element.serializer(), Codecs.isScalar(element));
    }
  }

  /** A map as one value. */
  static final class OfMap<K, V> extends OfParts<Map<K, V>> {
    private final CodecType<K> key;
    private final CodecType<V> value;

    OfMap(CodecType<K> key, CodecType<V> value) {
      super("java.util.Map<" + key.boxedName() + "," + value.boxedName() + ">", key, value);
      this.key = key;
      this.value = value;
    }

    @Override
    public Map<K, V> zero() {
      return Copies.map(new Object[0], new Object[0]);
    }

    @Override
    Serializer<Map<K, V>> makeSerializer() {
      return CollectionSerializers.map(key.serializer(), value.serializer(), Codecs.isScalar(key));
    }
  }

  /** An optional value. */
  static final class OfOptional<T> extends OfParts<Optional<T>> {
    private final CodecType<T> value;

    OfOptional(CodecType<T> value) {
      super("java.util.Optional<" + value.boxedName() + ">", value);
      this.value = value;
    }

    @Override
    public Optional<T> zero() {
      return Optional.empty();
    }

    @Override
    Serializer<Optional<T>> makeSerializer() {
      return CollectionSerializers.optional(value.serializer());
    }
  }

  /** An array; its copies must not be shared, since whoever has one can write to it. */
  static final class OfArray<A> extends OfParts<A> {
    private final Class<A> type;
    private final CodecType<?> component;

    OfArray(Class<A> type, CodecType<?> component) {
      super(
          (type.getComponentType().isPrimitive() ? component.name() : component.boxedName()) + "[]",
          component);
      this.type = type;
      this.component = component;
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
}
