package dev.zproc.junit;

import dev.zproc.runtime.state.Observed;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What assertions on cells and states can do; see {@link ZProcAssertions} for how they wait.
 *
 * @param <SELF> the assertion itself
 * @param <A> what it is on: a cell or an accessor
 * @param <T> what predicates see
 */
public abstract sealed class EventualAssert<
        SELF extends EventualAssert<SELF, A, T>, A, T extends @Nullable Object>
    extends AbstractAssert<SELF, A> permits CellAssert, StateAssert {

  private final EventualWait<T> wait;

  EventualAssert(A actual, Class<?> self, Supplier<Observed<T>> observing) {
    super(actual, self);
    this.wait = new EventualWait<>(observing, this::shown, text -> failure("%s", text));
  }

  /** Lets the assertions that follow wait for {@code limit} at most, in place of 10 s. */
  public SELF within(Duration limit) {
    wait.within(limit);
    return myself;
  }

  /** Waits until {@code expected} is true. */
  public SELF eventually(Predicate<? super T> expected) {
    wait.until(expected);
    return myself;
  }

  /**
   * The same.
   *
   * @param description what it is to become, for the error: {@code "more than five"}
   */
  public SELF eventually(Predicate<? super T> expected, String description) {
    wait.until(expected, description);
    return myself;
  }

  /** Waits until {@code assertions} throw no {@link AssertionError}. */
  public SELF eventuallySatisfies(ThrowingConsumer<? super T> assertions) {
    wait.untilSatisfied(assertions);
    return myself;
  }

  final EventualWait<T> waiting() {
    return wait;
  }

  final String shown(@Nullable Object value) {
    return info.representation().toStringOf(value);
  }
}
