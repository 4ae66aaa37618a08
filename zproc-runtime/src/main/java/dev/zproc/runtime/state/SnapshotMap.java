package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Held;
import dev.zproc.runtime.internal.wait.View;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map as it was at one revision. */
final class SnapshotMap<K, V> extends MapBase<K, V> {

  private final View view;

  SnapshotMap(Slot<V> slot, View view) {
    super(slot);
    this.view = view;
  }

  @Override
  @Nullable Held fetch(Bytes entry) {
    return view.find(entry);
  }

  @Override
  List<Held> fetchAll() {
    return view.in(entries());
  }

  @Override
  public int size() {
    return fetchAll().size();
  }

  private UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        name()
            + "() of a snapshot cannot be changed; write to that of the accessor, or of a draft in"
            + " atomically(...)");
  }

  @Override
  public V put(K key, V value) {
    throw refusal();
  }

  @Override
  public V remove(@Nullable Object key) {
    throw refusal();
  }

  @Override
  public void clear() {
    throw refusal();
  }

  @Override
  public V putIfAbsent(K key, V value) {
    throw refusal();
  }

  @Override
  public boolean remove(@Nullable Object key, @Nullable Object value) {
    throw refusal();
  }

  @Override
  public boolean replace(K key, V before, V after) {
    throw refusal();
  }

  @Override
  public V replace(K key, V value) {
    throw refusal();
  }

  @Override
  public V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> f) {
    throw refusal();
  }

  @Override
  public V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> f) {
    throw refusal();
  }

  @Override
  public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> f) {
    throw refusal();
  }

  @Override
  public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> f) {
    throw refusal();
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> f) {
    throw refusal();
  }
}
