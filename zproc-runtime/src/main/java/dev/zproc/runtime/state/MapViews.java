package dev.zproc.runtime.state;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The keys and the values of a map as collections whose bulk operations are those of the map. */
final class MapViews {

  private MapViews() {}

  /** The keys of {@code map}. */
  static final class KeyView<K> extends AbstractSet<K> {

    private final MapBase<K, ?> map;

    KeyView(MapBase<K, ?> map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public boolean contains(@Nullable Object key) {
      return map.containsKey(key);
    }

    @Override
    public boolean containsAll(Collection<?> keys) {
      return map.containsKeys(keys);
    }

    @Override
    public boolean remove(@Nullable Object key) {
      return map.remove(key) != null;
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public boolean removeAll(Collection<?> keys) {
      return map.removeKeys(keys);
    }

    @Override
    public boolean retainAll(Collection<?> keys) {
      Objects.requireNonNull(keys, "keys");
      return map.removeWhere(entry -> !keys.contains(entry.getKey()));
    }

    @Override
    public boolean removeIf(Predicate<? super K> filter) {
      Objects.requireNonNull(filter, "filter");
      return map.removeWhere(entry -> filter.test(entry.getKey()));
    }

    @Override
    public Iterator<K> iterator() {
      return parts(map.entrySet().iterator(), Map.Entry::getKey);
    }
  }

  /** The values of {@code map}. */
  static final class ValueView<V> extends AbstractCollection<V> {

    private final MapBase<?, V> map;

    ValueView(MapBase<?, V> map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public boolean contains(@Nullable Object value) {
      return value != null && map.containsValue(value);
    }

    @Override
    public boolean containsAll(Collection<?> values) {
      return map.containsValues(values);
    }

    @Override
    public boolean remove(@Nullable Object value) {
      return map.removeValue(value);
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public boolean removeAll(Collection<?> values) {
      Objects.requireNonNull(values, "values");
      return map.removeWhere(entry -> values.contains(entry.getValue()));
    }

    @Override
    public boolean retainAll(Collection<?> values) {
      Objects.requireNonNull(values, "values");
      return map.removeWhere(entry -> !values.contains(entry.getValue()));
    }

    @Override
    public boolean removeIf(Predicate<? super V> filter) {
      Objects.requireNonNull(filter, "filter");
      return map.removeWhere(entry -> filter.test(entry.getValue()));
    }

    @Override
    public Iterator<V> iterator() {
      return parts(map.entrySet().iterator(), Map.Entry::getValue);
    }
  }

  private static <E, T> Iterator<T> parts(Iterator<E> entries, Function<E, T> part) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public T next() {
        return part.apply(entries.next());
      }

      @Override
      public void remove() {
        entries.remove();
      }
    };
  }

  /** An entry whose {@code setValue} writes to the map. */
  static final class WritingEntry<K, V> extends AbstractMap.SimpleEntry<K, V> {
    private static final long serialVersionUID = 1L;

    private final transient MapBase<K, V> map;

    WritingEntry(MapBase<K, V> map, K key, V value) {
      super(key, value);
      this.map = map;
    }

    @Override
    public V setValue(V value) {
      map.put(getKey(), value);
      return super.setValue(value);
    }
  }
}
