package dev.zproc.runtime.internal.codec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the collections that decoding gives: unmodifiable, null permitted, and with an error that
 * tells whoever writes to one how to change the state instead.
 *
 * <p>Threads: stateless; what it makes is immutable.
 */
public final class Copies {

  private static final Object[] NONE = {};

  private static final List<?> EMPTY_LIST = new CopiedList<>(NONE, null);

  private static final Set<?> EMPTY_SET =
      new CopiedSet<>(new CopiedEntries<>(NONE, NONE).keys(), null);

  private static final Map<?, ?> EMPTY_MAP = new CopiedMap<>(new CopiedEntries<>(NONE, NONE), null);

  private Copies() {}

  // Each empty one is of any type, and all are one: a byte or two may stand for it.
  @SuppressWarnings("unchecked")
  static <E> List<E> list(@Nullable Object[] elements) {
    return elements.length == 0 ? (List<E>) EMPTY_LIST : new CopiedList<>(elements, null);
  }

  @SuppressWarnings("unchecked") // as above
  static <E> Set<E> set(@Nullable Object[] elements) {
    return elements.length == 0
        ? (Set<E>) EMPTY_SET
        : new CopiedSet<>(new CopiedEntries<E, E>(elements, elements).keys(), null);
  }

  @SuppressWarnings("unchecked") // as above
  static <K, V> Map<K, V> map(@Nullable Object[] keys, @Nullable Object[] values) {
    return keys.length == 0
        ? (Map<K, V>) EMPTY_MAP
        : new CopiedMap<>(new CopiedEntries<>(keys, values), null);
  }

  /** {@code value} itself or, of a collection made here, one whose error names {@code key}. */
  // Each case returns what it was given, in another wrapping.
  @SuppressWarnings("unchecked")
  public static <T> T named(T value, String key) {
    if (value instanceof CopiedList<?> list) {
      return (T) new CopiedList<>(list.elements, key);
    } else if (value instanceof CopiedSet<?> set) {
      return (T) new CopiedSet<>(set.elements, key);
    } else if (value instanceof CopiedMap<?, ?> map) {
      return (T) new CopiedMap<>(map.entries, key);
    }
    return value;
  }

  static UnsupportedOperationException refusal(@Nullable String key) {
    return new UnsupportedOperationException(
        key == null
            ? "this is a copy, which cannot be changed; to change the state, use update(...) of its key"
            : key + "() is a copy; change it with " + key + "().update(...)");
  }
}
