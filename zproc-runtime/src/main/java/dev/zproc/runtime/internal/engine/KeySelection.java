package dev.zproc.runtime.internal.engine;

import java.util.List;

/** Some keys: those of any of {@code included} but none of {@code excluded}. */
public record KeySelection(List<KeyRange> included, List<KeyRange> excluded) {

  public static KeySelection of(KeyRange... ranges) {
    return new KeySelection(List.of(ranges), List.of());
  }

  public boolean contains(Bytes key) {
    return in(included, key) && !in(excluded, key);
  }

  private static boolean in(List<KeyRange> ranges, Bytes key) {
    for (KeyRange range : ranges) {
      if (range.contains(key)) {
        return true;
      }
    }
    return false;
  }
}
