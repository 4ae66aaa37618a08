package dev.zproc.runtime.internal.codec;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map that was decoded. */
final class CopiedMap<K, V> extends AbstractMap<K, V> {

  final CopiedEntries<K, V> entries;
  private final @Nullable String key;

  CopiedMap(CopiedEntries<K, V> entries, @Nullable String key) {
    this.entries = entries;
    this.key = key;
  }

  @Override
  public @Nullable V get(@Nullable Object wanted) {
    return entries.index().get(wanted);
  }

  @Override
  public boolean containsKey(@Nullable Object wanted) {
    return entries.index().containsKey(wanted);
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new CopiedSet<>(entries.entries(), key);
  }

  @Override
  public V put(K added, V value) {
    throw Copies.refusal(key);
  }

  @Override
  public V remove(@Nullable Object gone) {
    throw Copies.refusal(key);
  }

  @Override
  public boolean remove(@Nullable Object gone, @Nullable Object value) {
    throw Copies.refusal(key);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> more) {
    throw Copies.refusal(key);
  }

  @Override
  public void clear() {
    throw Copies.refusal(key);
  }

  @Override
  public V putIfAbsent(K added, V value) {
    throw Copies.refusal(key);
  }

  @Override
  public boolean replace(K changed, V before, V after) {
    throw Copies.refusal(key);
  }

  @Override
  public V replace(K changed, V value) {
    throw Copies.refusal(key);
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> change) {
    throw Copies.refusal(key);
  }

  @Override
  public V computeIfAbsent(K wanted, Function<? super K, ? extends V> made) {
    throw Copies.refusal(key);
  }

  @Override
  public V computeIfPresent(K wanted, BiFunction<? super K, ? super V, ? extends V> change) {
    throw Copies.refusal(key);
  }

  @Override
  public V compute(K wanted, BiFunction<? super K, ? super V, ? extends V> change) {
    throw Copies.refusal(key);
  }

  @Override
  public V merge(K wanted, V value, BiFunction<? super V, ? super V, ? extends V> change) {
    throw Copies.refusal(key);
  }
}
