package dev.zproc.runtime.internal.codec;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decoded keys and values in the order of the keys' bytes. They are hashed when somebody looks one
 * up, and not before: decoding runs in threads that serve others, and what {@code hashCode} and
 * {@code equals} of a user's class cost, or throw, is the affair of who calls them.
 *
 * <p>Threads: safe for use by many threads, two of which may both make the index.
 */
final class CopiedEntries<K, V> {

  private final @Nullable Object[] keys;
  private final @Nullable Object[] values;
  private volatile @Nullable Map<K, V> index;

  /**
   * @param values as many as keys, or the same
   */
  CopiedEntries(@Nullable Object[] keys, @Nullable Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  // Only keys of type K and values of type V were put in.
  @SuppressWarnings("unchecked")
  Map<K, V> index() {
    Map<K, V> made = index;
    if (made == null) {
      made = new HashMap<>(keys.length * 2);
      for (int i = 0; i < keys.length; i++) {
        made.put((K) keys[i], (V) values[i]);
      }
      index = made;
    }
    return made;
  }

  /** The keys, in order. */
  @SuppressWarnings("unchecked") // as above
  Collection<K> keys() {
    return new AbstractCollection<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public boolean contains(@Nullable Object key) {
        return index().containsKey(key);
      }

      @Override
      public Iterator<K> iterator() {
        return (Iterator<K>) Collections.unmodifiableList(Arrays.asList(keys)).iterator();
      }
    };
  }

  /** The entries, in order. */
  @SuppressWarnings("unchecked") // as above
  Collection<Map.Entry<K, V>> entries() {
    return new AbstractCollection<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public boolean contains(@Nullable Object entry) {
        return index().entrySet().contains(entry);
      }

      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < keys.length;
          }

          @Override
          public Map.Entry<K, V> next() {
            if (!hasNext()) {
              throw new java.util.NoSuchElementException();
            }
            int at = next++;
            return new AbstractMap.SimpleImmutableEntry<>((K) keys[at], (V) values[at]);
          }
        };
      }
    };
  }
}
