package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of keys, made of ranges; ranges that meet become one.
 *
 * <p>Threads: not safe.
 */
final class KeyScope {

  private final TreeMap<Bytes, KeyRange> byStart = new TreeMap<>();

  /** Adds the keys of {@code range}. */
  void add(KeyRange range) {
    if (isEmpty(range)) {
      return;
    }
    Bytes from = range.from();
    Bytes to = range.to();
    Map.Entry<Bytes, KeyRange> before = byStart.floorEntry(from);
    if (before != null && reaches(before.getValue().to(), from)) {
      from = before.getKey();
      to = later(before.getValue().to(), to);
    }
    Map.Entry<Bytes, KeyRange> next = byStart.ceilingEntry(from);
    while (next != null && reaches(to, next.getKey())) {
      to = later(next.getValue().to(), to);
      byStart.remove(next.getKey());
      next = byStart.ceilingEntry(from);
    }
    byStart.put(from, new KeyRange(from, to));
  }

  /** Whether the set holds {@code key}. */
  boolean contains(Bytes key) {
    Map.Entry<Bytes, KeyRange> before = byStart.floorEntry(key);
    return before != null && before.getValue().contains(key);
  }

  /** Whether the set holds a key that {@code range} may hold. */
  boolean meets(KeyRange range) {
    if (isEmpty(range)) {
      return false;
    }
    if (contains(range.from())) {
      return true;
    }
    Bytes next = byStart.higherKey(range.from());
    return next != null && (range.to() == null || next.compareTo(range.to()) < 0);
  }

  private static boolean isEmpty(KeyRange range) {
    return range.to() != null && range.to().compareTo(range.from()) <= 0;
  }

  private static boolean reaches(@Nullable Bytes end, Bytes key) {
    return end == null || end.compareTo(key) >= 0;
  }

  private static @Nullable Bytes later(@Nullable Bytes one, @Nullable Bytes other) {
    if (one == null || other == null) {
      return null;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
