package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges whose entries a match carries, made disjoint and put in order, so that each entry
 * comes once and all come sorted.
 */
final class Capture {

  private final List<KeyRange> ranges;

  Capture(List<KeyRange> wanted) {
    List<KeyRange> merged = new ArrayList<>();
    for (KeyRange next : wanted.stream().sorted(Comparator.comparing(KeyRange::from)).toList()) {
      KeyRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (next.to() != null && next.to().compareTo(next.from()) <= 0) {
        continue; // empty
      } else if (last != null && reaches(last.to(), next.from())) {
        merged.set(merged.size() - 1, new KeyRange(last.from(), later(last.to(), next.to())));
      } else {
        merged.add(next);
      }
    }
    ranges = List.copyOf(merged);
  }

  /** Returns the entries as of {@code revision}, sorted by key. */
  List<Entry> asOf(KeyTable table, long revision) {
    if (ranges.isEmpty()) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (KeyRange range : ranges) {
      table.scan(range, revision, entries::add);
    }
    return List.copyOf(entries);
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
