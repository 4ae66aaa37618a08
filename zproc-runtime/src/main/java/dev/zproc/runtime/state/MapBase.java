package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.codec.BadCause;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Shown;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Held;
import dev.zproc.runtime.spi.ValueType;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What maps of all sorts have in common: how keys and values become entries.
 *
 * <p>Threads: as the kind of map says.
 */
abstract class MapBase<K, V> extends AbstractMap<K, V> implements StateMap<K, V> {

  static final Bytes NONE = Scalar.of(0);

  final Slot<V> slot;
  private final ValueType<K> keys;
  private final Bytes prefix;

  // The schema gives the key's type as generated code declares it.
  @SuppressWarnings("unchecked")
  MapBase(Slot<V> slot) {
    this.slot = slot;
    this.keys = (ValueType<K>) Objects.requireNonNull(slot.spec.entryKey());
    this.prefix = Keys.entry(slot.namespace, slot.name(), Bytes.EMPTY);
  }

  static UnsupportedOperationException notLive(String name) {
    return new UnsupportedOperationException(
        name + "() of a snapshot or a draft cannot be waited for; use that of the accessor");
  }

  @Override
  public final String name() {
    return slot.name();
  }

  final KeyRange entries() {
    return Keys.entries(slot.namespace, slot.name());
  }

  final Bytes entryKey(K key) {
    return prefix.concat(Bytes.wrap(keys.encode(slot.given(key, "key"))));
  }

  /** The entry that {@code key} has if it is of the right type; null if it can't have any. */
  // What encode finds to be of another type is no key of this map.
  @SuppressWarnings("unchecked")
  final @Nullable Bytes entryKeyOf(@Nullable Object key) {
    slot.given(key, "key");
    try {
      return entryKey((K) key);
    } catch (BadValueException | ClassCastException e) {
      BadCause.throwOverflow(e);
      return null;
    }
  }

  final K key(Bytes entry) {
    try {
      return keys.decode(entry.from(prefix.size()).shared());
    } catch (BadValueException e) {
      throw new BadValueException("a key of " + slot + ": " + e.getMessage(), e);
    }
  }

  /** The value of an entry of which only that is known. */
  final V value(Bytes bytes) {
    return slot.decodeEntry(bytes, "an entry of " + slot, 0);
  }

  final @Nullable V valueOrNull(@Nullable Bytes bytes) {
    return bytes == null ? null : value(bytes);
  }

  /**
   * The value of an entry.
   *
   * @param revision that has written it; 0 if it is not known
   */
  final V value(Bytes entry, Bytes bytes, long revision) {
    try {
      return slot.decodeEntry(bytes, slot.toString(), revision);
    } catch (BadValueException e) {
      // Now that it is of use, the key is decoded too, which may be as bad.
      return slot.decodeEntry(bytes, shown(entry), revision);
    }
  }

  final @Nullable V valueOrNull(Bytes entry, @Nullable Bytes bytes, long revision) {
    return bytes == null ? null : value(entry, bytes, revision);
  }

  final V value(Held held) {
    return value(held.key, held.value, held.revision);
  }

  final V value(dev.zproc.runtime.internal.engine.Entry found) {
    return value(found.key(), found.value(), found.modRevision());
  }

  private String shown(Bytes entry) {
    try {
      return slot + "[" + Shown.of(key(entry)) + "]";
    } catch (BadValueException e) {
      return "an entry of " + slot;
    }
  }

  final Bytes encode(@Nullable V value) {
    return Bytes.wrap(slot.type.encode(slot.given(value, "value")));
  }

  static int size(@Nullable Bytes structure) {
    return structure == null ? 0 : Scalar.number(structure).intValue();
  }

  /** The entry, if it is there. */
  abstract @Nullable Held fetch(Bytes entry);

  /** All entries at one revision, in order. */
  abstract List<Held> fetchAll();

  /** The bytes of the value of each of {@code entries}. */
  List<@Nullable Bytes> fetchEach(List<Bytes> entries) {
    List<@Nullable Bytes> values = new ArrayList<>(entries.size());
    for (Bytes entry : entries) {
      Held found = fetch(entry);
      values.add(found == null ? null : found.value);
    }
    return values;
  }

  @Override
  public abstract int size();

  @Override
  public final @Nullable V get(@Nullable Object key) {
    Bytes entry = entryKeyOf(key);
    Held found = entry == null ? null : fetch(entry);
    return found == null ? null : value(found);
  }

  @Override
  public final boolean containsKey(@Nullable Object key) {
    Bytes entry = entryKeyOf(key);
    return entry != null && fetch(entry) != null;
  }

  @Override
  public final boolean containsValue(@Nullable Object value) {
    slot.given(value, "value");
    Bytes bytes = slot.bytesOrNull(value);
    for (Held held : fetchAll()) {
      if (slot.isSame(held.value, value, bytes)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is an entry for each of {@code keys}. */
  final boolean containsKeys(Collection<?> keys) {
    List<Bytes> entries = entryKeysOf(keys);
    return entries != null && !fetchEach(entries).contains(null);
  }

  /** Whether each of {@code values} is the value of some entry. */
  final boolean containsValues(Collection<?> values) {
    List<Held> all = fetchAll();
    Set<Bytes> known = new HashSet<>();
    all.forEach(held -> known.add(held.value));
    for (Object value : values) {
      Bytes bytes = slot.bytesOrNull(value);
      if (value == null
          || !(bytes != null && known.contains(bytes))
              && all.stream().noneMatch(held -> slot.isSame(held.value, value, bytes))) {
        return false;
      }
    }
    return true;
  }

  private boolean containsEntries(Collection<?> others) {
    List<Object> keys = new ArrayList<>(others.size());
    for (Object other : others) {
      if (!(other instanceof Map.Entry<?, ?> entry)
          || entry.getKey() == null
          || entry.getValue() == null) {
        return false;
      }
      keys.add(entry.getKey());
    }
    List<Bytes> entries = entryKeysOf(keys);
    if (entries == null) {
      return false;
    }
    Iterator<@Nullable Bytes> found = fetchEach(entries).iterator();
    for (Object other : others) {
      Object value = ((Map.Entry<?, ?>) other).getValue();
      Bytes bytes = found.next();
      if (bytes == null || !slot.isSame(bytes, value, slot.bytesOrNull(value))) {
        return false;
      }
    }
    return true;
  }

  /** The entries that {@code keys} have; null if one of them can't have any. */
  private @Nullable List<Bytes> entryKeysOf(Collection<?> keys) {
    List<Bytes> entries = new ArrayList<>(keys.size());
    for (Object key : keys) {
      Bytes entry = entryKeyOf(key);
      if (entry == null) {
        return null;
      }
      entries.add(entry);
    }
    return entries;
  }

  @Override
  public final Set<Map.Entry<K, V>> entrySet() {
    return new Entries();
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Map<K, V> found = new LinkedHashMap<>();
    for (K key : keys) {
      V value = get(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private boolean holds(Object key, Object value) {
    Bytes entry = entryKeyOf(key);
    Held found = entry == null ? null : fetch(entry);
    return found != null && slot.isSame(found.value, value, slot.bytesOrNull(value));
  }

  /**
   * Removes one entry that has this value; tells whether there was one. See {@link Slot#isSame}.
   */
  boolean removeValue(@Nullable Object value) {
    Bytes bytes = slot.bytesOrNull(value);
    for (Held held : fetchAll()) {
      if (slot.isSame(held.value, value, bytes) && remove(key(held.key), value(held))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final Set<K> keySet() {
    return new MapViews.KeyView<>(this);
  }

  @Override
  public final Collection<V> values() {
    return new MapViews.ValueView<>(this);
  }

  /** Removes the entries that {@code filter} lets through; tells whether there were any. */
  boolean removeWhere(Predicate<Map.Entry<K, V>> filter) {
    boolean removed = false;
    Iterator<Map.Entry<K, V>> entries = entrySet().iterator();
    while (entries.hasNext()) {
      if (filter.test(entries.next())) {
        entries.remove();
        removed = true;
      }
    }
    return removed;
  }

  /** Removes the entries of {@code keys}; tells whether there were any. */
  boolean removeKeys(Collection<?> keys) {
    boolean removed = false;
    for (Object key : keys) {
      removed |= remove(key) != null;
    }
    return removed;
  }

  private final class Entries extends AbstractSet<Map.Entry<K, V>> {

    @Override
    public int size() {
      return MapBase.this.size();
    }

    @Override
    public boolean contains(@Nullable Object other) {
      return other instanceof Map.Entry<?, ?> entry
          && entry.getKey() != null
          && entry.getValue() != null
          && holds(entry.getKey(), entry.getValue());
    }

    @Override
    public boolean containsAll(Collection<?> others) {
      return containsEntries(others);
    }

    @Override
    public boolean remove(@Nullable Object other) {
      return other instanceof Map.Entry<?, ?> entry
          && entry.getKey() != null
          && entry.getValue() != null
          && MapBase.this.remove(entry.getKey(), entry.getValue());
    }

    @Override
    public void clear() {
      MapBase.this.clear();
    }

    @Override
    public boolean removeAll(Collection<?> others) {
      Objects.requireNonNull(others, "entries");
      return removeWhere(others::contains);
    }

    @Override
    public boolean retainAll(Collection<?> others) {
      Objects.requireNonNull(others, "entries");
      return removeWhere(entry -> !others.contains(entry));
    }

    @Override
    public boolean removeIf(Predicate<? super Map.Entry<K, V>> filter) {
      Objects.requireNonNull(filter, "filter");
      return removeWhere(filter::test);
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return new EntryIterator(fetchAll().iterator());
    }
  }

  private final class EntryIterator implements Iterator<Map.Entry<K, V>> {
    private final Iterator<Held> entries;
    private @Nullable K last;

    EntryIterator(Iterator<Held> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public Map.Entry<K, V> next() {
      Held held = entries.next();
      K key = key(held.key);
      last = key;
      return new MapViews.WritingEntry<>(MapBase.this, key, value(held));
    }

    @Override
    public void remove() {
      K key = last;
      if (key == null) {
        throw new IllegalStateException("nothing to remove: call next() first");
      }
      MapBase.this.remove(key);
      last = null;
    }
  }
}
