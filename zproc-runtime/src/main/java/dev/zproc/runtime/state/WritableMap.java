package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.schema.Slot;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map that can be written to: all its operations are one, an atomic change of one entry.
 *
 * <p>Threads: as the kind of map says.
 */
abstract class WritableMap<K, V> extends MapBase<K, V> {

  WritableMap(Slot<V> slot) {
    super(slot);
  }

  /** What an entry was and what it became; null where it is absent. */
  record Outcome(@Nullable Bytes before, @Nullable Bytes after) {}

  /**
   * Replaces the value of {@code entry} by what {@code change} makes of it, null being absence;
   * writes nothing if that is the very same object. May call {@code change} more than once.
   *
   * @param likelyAbsent whether to try first as if the entry were absent, without reading it
   */
  abstract Outcome alter(Bytes entry, boolean likelyAbsent, UnaryOperator<@Nullable Bytes> change);

  /**
   * Writes {@code value} to {@code entry}, or removes it if that is null, whatever is there;
   * returns what was.
   */
  abstract @Nullable Bytes exchange(Bytes entry, @Nullable Bytes value);

  @Override
  public final @Nullable V put(K key, V value) {
    Bytes bytes = encode(value);
    return valueOrNull(exchange(entryKey(key), bytes));
  }

  @Override
  public final @Nullable V putIfAbsent(K key, V value) {
    Bytes bytes = encode(value);
    return valueOrNull(
        alter(entryKey(key), true, before -> before == null ? bytes : before).before());
  }

  @Override
  public final @Nullable V remove(@Nullable Object key) {
    Bytes entry = entryKeyOf(key);
    return entry == null ? null : valueOrNull(exchange(entry, null));
  }

  @Override
  public final boolean remove(@Nullable Object key, @Nullable Object value) {
    Bytes entry = entryKeyOf(key);
    if (entry == null || value == null) {
      return false;
    }
    Bytes bytes = slot.bytesOrNull(value);
    Outcome outcome =
        alter(entry, false, before -> slot.isSame(before, value, bytes) ? null : before);
    return outcome.before() != null && outcome.after() == null;
  }

  @Override
  public final boolean replace(K key, V before, V after) {
    Bytes expected = slot.bytesOrNull(slot.given(before, "value"));
    Bytes bytes = encode(after);
    Outcome outcome =
        alter(entryKey(key), false, found -> slot.isSame(found, before, expected) ? bytes : found);
    return slot.isSame(outcome.before(), before, expected);
  }

  @Override
  public final @Nullable V replace(K key, V value) {
    Bytes bytes = encode(value);
    return valueOrNull(
        alter(entryKey(key), false, before -> before == null ? null : bytes).before());
  }

  @Override
  public final @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    Objects.requireNonNull(function, "function");
    return after(
        alter(
            entryKey(key),
            false,
            before -> encodeOrNull(function.apply(key, valueOrNull(before)))));
  }

  @Override
  public final @Nullable V computeIfAbsent(
      K key, Function<? super K, ? extends @Nullable V> function) {
    Objects.requireNonNull(function, "function");
    return after(
        alter(
            entryKey(key),
            false,
            before -> before == null ? encodeOrNull(function.apply(key)) : before));
  }

  @Override
  public final @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
    Objects.requireNonNull(function, "function");
    return after(
        alter(
            entryKey(key),
            false,
            before -> before == null ? null : encodeOrNull(function.apply(key, value(before)))));
  }

  @Override
  public final @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    Objects.requireNonNull(function, "function");
    Bytes bytes = encode(value);
    return after(
        alter(
            entryKey(key),
            true,
            before -> before == null ? bytes : encodeOrNull(function.apply(value(before), value))));
  }

  private @Nullable V after(Outcome outcome) {
    return valueOrNull(outcome.after());
  }

  private @Nullable Bytes encodeOrNull(@Nullable V value) {
    return value == null ? null : encode(value);
  }
}
