package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.schema.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the names of keys into what an engine selects by. */
final class Selections {

  private Selections() {}

  /**
   * The names of {@code keys}, which must be keys of {@code space}, whichever accessor or snapshot
   * they are from: a name says nothing of the state that it is a name in.
   */
  static Set<String> names(StateSpace<?> space, Key... keys) {
    Set<String> names = new LinkedHashSet<>();
    for (Key key : keys) {
      if (!isOf(space, key)) {
        throw new IllegalArgumentException(
            key.name()
                + ", "
                + describe(key)
                + ", is no key of "
                + space.namespace.schema
                + " in namespace '"
                + space.namespace.name
                + "'; take it from this accessor");
      }
      names.add(key.name());
    }
    return Collections.unmodifiableSet(names);
  }

  private static boolean isOf(StateSpace<?> space, Key key) {
    Slot<?> slot = slot(key);
    StateEngine engine =
        key instanceof AbstractCell<?> cell
            ? cell.space.engine()
            : key instanceof LiveMap<?, ?> map ? map.engine() : space.engine();
    if (slot == null || engine != space.engine()) {
      return false;
    }
    for (Slot<?> own : space.namespace.slots()) {
      if (own.key.equals(slot.key)) {
        return true;
      }
    }
    return false;
  }

  private static String describe(Key key) {
    Slot<?> slot = slot(key);
    return slot == null ? "of a class of your own" : "of namespace '" + slot.namespace + "'";
  }

  /** Where {@code key} lies; null if it is a map that somebody else has made. */
  static @Nullable Slot<?> slot(Key key) {
    if (key instanceof AbstractCell<?> cell) {
      return cell.slot;
    }
    return key instanceof MapBase<?, ?> map ? map.slot : null;
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
