package dev.zproc.junit;

import dev.zproc.runtime.state.Observed;
import dev.zproc.runtime.state.StateMap;
import java.util.Map;
import java.util.Objects;

/** An assertion on a map of a state; see {@link ZProcAssertions}. Predicates see it as it was. */
public final class StateMapAssert<K, V>
    extends EventualAssert<StateMapAssert<K, V>, StateMap<K, V>, StateMap<K, V>> {

  StateMapAssert(StateMap<K, V> actual) {
    super(actual, StateMapAssert.class, () -> Observed.of(actual));
  }

  /** Waits until the entry for {@code key} equals {@code value}, arrays by their elements. */
  public StateMapAssert<K, V> eventuallyContains(K key, V value) {
    return eventually(
        map -> Objects.deepEquals(map.get(key), value),
        "a map with the entry " + shown(Map.entry(key, value)));
  }

  /** Waits until there is an entry for {@code key}. */
  public StateMapAssert<K, V> eventuallyContainsKey(K key) {
    return eventually(map -> map.containsKey(key), "a map with the key " + shown(key));
  }

  /** Waits until there is none. */
  public StateMapAssert<K, V> eventuallyDoesNotContainKey(K key) {
    return eventually(map -> !map.containsKey(key), "a map without the key " + shown(key));
  }

  /** Waits until the map has {@code size} entries. */
  public StateMapAssert<K, V> eventuallyHasSize(int size) {
    return eventually(map -> map.size() == size, "a map of " + size + " entries");
  }

  /** Waits until the map equals {@code expected}. */
  public StateMapAssert<K, V> eventuallyEquals(Map<K, V> expected) {
    return eventually(map -> map.equals(expected), "equal to " + shown(expected));
  }
}
