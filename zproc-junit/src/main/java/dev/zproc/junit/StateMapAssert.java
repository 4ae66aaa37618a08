package dev.zproc.junit;

import dev.zproc.runtime.state.Observed;
import dev.zproc.runtime.state.StateMap;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractMapAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An assertion on a map of a state; see {@link ZProcAssertions}. Those of AssertJ look at it as it
 * is now; those that begin with {@code eventually} wait, and their predicates see it as it was.
 */
public final class StateMapAssert<K, V>
    extends AbstractMapAssert<StateMapAssert<K, V>, StateMap<K, V>, K, V> {

  private final EventualWait<StateMap<K, V>> wait;

  StateMapAssert(StateMap<K, V> actual) {
    super(actual, StateMapAssert.class);
    this.wait =
        new EventualWait<>(() -> Observed.of(actual), this::shown, text -> failure("%s", text));
  }

  /** Lets the assertions that follow wait for {@code limit} at most, in place of 10 s. */
  public StateMapAssert<K, V> within(Duration limit) {
    wait.within(limit);
    return this;
  }

  /** Waits until {@code expected} is true. */
  public StateMapAssert<K, V> eventually(Predicate<? super StateMap<K, V>> expected) {
    wait.until(expected);
    return this;
  }

  /**
   * The same.
   *
   * @param description what it is to become, for the error: {@code "full"}
   */
  public StateMapAssert<K, V> eventually(
      Predicate<? super StateMap<K, V>> expected, String description) {
    wait.until(expected, description);
    return this;
  }

  /** Waits until {@code assertions} throw no {@link AssertionError}. */
  public StateMapAssert<K, V> eventuallySatisfies(
      ThrowingConsumer<? super StateMap<K, V>> assertions) {
    wait.untilSatisfied(assertions);
    return this;
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

  private String shown(@Nullable Object value) {
    return info.representation().toStringOf(value);
  }
}
