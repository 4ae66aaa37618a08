package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.internal.engine.Shown;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Elements of collections: each may be null, counts as one level of depth, and takes a byte at
 * least.
 */
final class Elements {

  /** How many elements are given room before the first is read. */
  static final int FIRST = 1024;

  private static final Object[] NONE = {};

  private Elements() {}

  static <E> void write(
      Kryo kryo,
      Output output,
      @Nullable E element,
      Serializer<E> serializer,
      @Nullable Object step) {
    try {
      kryo.writeObjectOrNull(output, element, serializer);
    } catch (RuntimeException e) {
      throw Trail.at(step, e);
    }
  }

  // Kryo wants a class to read; our serializers know theirs.
  @SuppressWarnings("unchecked")
  static <E> @Nullable E read(
      Kryo kryo, Input input, Serializer<E> serializer, @Nullable Object step) {
    try {
      @Nullable E element = (E) kryo.readObjectOrNull(input, Object.class, serializer);
      if (element != null
          && !(element instanceof Boolean || element instanceof Byte || element instanceof Enum)) {
        ((BoundedInput) input).takes(BoundedInput.OBJECT);
      }
      return element;
    } catch (RuntimeException e) {
      throw Trail.at(step, e);
    }
  }

  /**
   * Reads how many elements a collection has, and counts what it takes.
   *
   * @param size how many bytes each is read from at least
   * @param own what the collection takes without elements; it takes nothing if there are none
   * @param places how many each element has in it
   */
  static int count(Input input, int size, int own, int places) {
    BoundedInput bounded = (BoundedInput) input;
    int count = bounded.readCount(size);
    if (count > 0) {
      bounded.takes(own + (long) count * places * BoundedInput.PLACE);
    }
    return count;
  }

  /**
   * Room for the first of {@code count} elements. Not for all: how many there are said to be is
   * bounded by the bytes that are left, but collections within each other would be given room for
   * that many each.
   */
  static @Nullable Object[] room(int count) {
    return count == 0 ? NONE : new Object[Math.min(count, FIRST)];
  }

  /** Returns {@code some} with room for one at {@code index}, of {@code count} in the end. */
  static <T extends @Nullable Object> T[] room(T[] some, int index, int count) {
    return index < some.length ? some : Arrays.copyOf(some, Math.min(count, 2 * some.length));
  }

  /**
   * Each element's bytes, in their order: the same for equal sets.
   *
   * @param plain whether elements are equal exactly if their bytes are
   */
  static <E> byte[][] sorted(
      Kryo kryo, Set<? extends E> set, Serializer<E> serializer, boolean plain) {
    // Copied first: others may write to it meanwhile.
    @Nullable Object[] elements = set.toArray();
    if (!plain && !(set instanceof HashSet || set instanceof CopiedSet<?>)) {
      checkUnequal(elements, set instanceof SortedSet<?>, "element", "set");
    }
    byte[][] all = new byte[elements.length][];
    for (int i = 0; i < all.length; i++) {
      @SuppressWarnings("unchecked") // they come from the set
      E element = (E) elements[i];
      all[i] = bytes(kryo, element, serializer);
    }
    Arrays.sort(all, Arrays::compareUnsigned);
    for (int i = 1; i < all.length; i++) {
      if (Arrays.equals(all[i - 1], all[i])) {
        throw twice("element", "set", "");
      }
    }
    return all;
  }

  /** The entries' bytes in the order of their keys' bytes: the same for equal maps. */
  static <K, V> Pair[] sorted(
      Kryo kryo,
      Map<? extends K, ? extends V> map,
      Serializer<K> keys,
      Serializer<V> values,
      boolean plain) {
    Object[] entries = map.entrySet().toArray(); // as above
    @Nullable Object[] all = new Object[entries.length];
    Pair[] pairs = new Pair[entries.length];
    for (int i = 0; i < pairs.length; i++) {
      @SuppressWarnings("unchecked") // they come from the map
      Map.Entry<K, V> entry = (Map.Entry<K, V>) entries[i];
      all[i] = entry.getKey();
      pairs[i] = new Pair(bytes(kryo, entry.getKey(), keys), bytes(kryo, entry, values));
    }
    if (!plain
        && !(map instanceof HashMap
            || map instanceof ConcurrentHashMap
            || map instanceof CopiedMap<?, ?>)) {
      checkUnequal(all, map instanceof SortedMap<?, ?>, "key", "map");
    }
    Arrays.sort(pairs);
    for (int i = 1; i < pairs.length; i++) {
      if (pairs[i - 1].compareTo(pairs[i]) == 0) {
        throw twice("key", "map", "");
      }
    }
    return pairs;
  }

  /**
   * Refuses what goes by identity and holds two that are equal: a reader would have to choose. What
   * is sorted has compared them itself.
   */
  private static void checkUnequal(
      @Nullable Object[] all, boolean sorted, String one, String whole) {
    if (sorted) {
      return;
    }
    Set<@Nullable Object> seen = new HashSet<>(all.length * 2);
    for (Object each : all) {
      if (!seen.add(each)) {
        throw twice(one, whole, ", " + Shown.of(each));
      }
    }
  }

  private static KryoException twice(String one, String whole, String which) {
    return new KryoException(
        "it has one "
            + one
            + " twice"
            + which
            + "; it is sent as a java.util."
            + (whole.equals("set") ? "Set" : "Map")
            + ", which goes by equals, whatever it goes by itself");
  }

  private static <V> byte[] bytes(
      Kryo kryo, Map.Entry<?, ? extends V> entry, Serializer<V> values) {
    Output output = new Output(64, KryoCodec.MAX_SIZE);
    write(kryo, output, entry.getValue(), values, entry.getKey());
    return output.toBytes();
  }

  private static <E> byte[] bytes(Kryo kryo, E element, Serializer<E> serializer) {
    Output output = new Output(64, KryoCodec.MAX_SIZE);
    write(kryo, output, element, serializer, element);
    return output.toBytes();
  }

  /** A key and a value, both encoded. */
  record Pair(byte[] key, byte[] value) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return Arrays.compareUnsigned(key, other.key);
    }
  }
}
