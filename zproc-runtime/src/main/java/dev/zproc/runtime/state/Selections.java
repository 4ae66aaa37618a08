package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.schema.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns the names of keys into what an engine selects by. */
final class Selections {

  private Selections() {}

  static Set<String> names(Key... keys) {
    Set<String> names = new LinkedHashSet<>();
    for (Key key : keys) {
      names.add(key.name());
    }
    return Collections.unmodifiableSet(names);
  }

  /** The keys in {@code included}, or all if it is empty, without those in {@code excluded}. */
  static KeySelection of(Namespace<?> namespace, Set<String> included, Set<String> excluded) {
    List<KeyRange> in = included.isEmpty() ? List.of(namespace.range) : ranges(namespace, included);
    return new KeySelection(in, ranges(namespace, excluded));
  }

  private static List<KeyRange> ranges(Namespace<?> namespace, Set<String> names) {
    List<KeyRange> ranges = new ArrayList<>();
    for (Slot<?> slot : namespace.slots()) {
      if (names.contains(slot.name())) {
        ranges.add(slot.range);
      }
    }
    if (ranges.size() != names.size()) {
      throw new IllegalArgumentException(
          names + " are not all keys of " + namespace.schema + "; take them from this accessor");
    }
    return ranges;
  }
}
