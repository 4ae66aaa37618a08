package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elements of collections: each may be null, counts as one level of depth, and takes a byte at
 * least.
 */
final class Elements {

  private Elements() {}

  static <E> void write(
      Kryo kryo, Output output, @Nullable E element, Serializer<E> serializer, Object step) {
    try {
      kryo.writeObjectOrNull(output, element, serializer);
    } catch (RuntimeException e) {
      throw Trail.at("[" + step + "]", e);
    }
  }

  // Kryo wants a class to read; our serializers know theirs.
  @SuppressWarnings("unchecked")
  static <E> @Nullable E read(Kryo kryo, Input input, Serializer<E> serializer, Object step) {
    try {
      return (E) kryo.readObjectOrNull(input, Object.class, serializer);
    } catch (RuntimeException e) {
      throw Trail.at("[" + step + "]", e);
    }
  }

  /** Each element's bytes, in their order: the same for equal sets. */
  static <E> byte[][] sorted(Kryo kryo, Collection<? extends E> set, Serializer<E> serializer) {
    byte[][] all = new byte[set.size()][];
    int i = 0;
    for (E element : set) {
      all[i++] = bytes(kryo, element, serializer);
    }
    Arrays.sort(all, Arrays::compareUnsigned);
    return all;
  }

  /** The entries' bytes in the order of their keys' bytes: the same for equal maps. */
  static <K, V> Pair[] sorted(
      Kryo kryo, Map<? extends K, ? extends V> map, Serializer<K> keys, Serializer<V> values) {
    Pair[] all = new Pair[map.size()];
    int i = 0;
    for (Map.Entry<? extends K, ? extends V> entry : map.entrySet()) {
      all[i++] = new Pair(bytes(kryo, entry.getKey(), keys), bytes(kryo, entry, values));
    }
    Arrays.sort(all);
    return all;
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
