package dev.zproc.junit;

import dev.zproc.runtime.state.Observed;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What all assertions on state can do; see {@link ZProcAssertions} for how they wait.
 *
 * @param <SELF> the assertion itself
 * @param <A> what it is on: a cell, a map or an accessor
 * @param <T> what predicates see
 */
public abstract sealed class EventualAssert<
        SELF extends EventualAssert<SELF, A, T>, A, T extends @Nullable Object>
    extends AbstractAssert<SELF, A> permits CellAssert, StateMapAssert, StateAssert {

  /** How long an assertion waits that does not say. */
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  private final Supplier<Observed<T>> observing;
  private Duration limit = DEFAULT_LIMIT;

  EventualAssert(A actual, Class<?> self, Supplier<Observed<T>> observing) {
    super(actual, self);
    this.observing = observing;
  }

  /** Lets the assertions that follow wait for {@code limit} at most, in place of 10 s. */
  public SELF within(Duration limit) {
    this.limit = Objects.requireNonNull(limit, "limit");
    return myself;
  }

  /** Waits until {@code expected} is true. */
  public SELF eventually(Predicate<? super T> expected) {
    return eventually(expected, "what a predicate of " + Sightings.origin(expected) + " tests");
  }

  /**
   * The same.
   *
   * @param description what it is to become, for the error: {@code "more than five"}
   */
  public SELF eventually(Predicate<? super T> expected, String description) {
    Objects.requireNonNull(expected, "expected");
    try (Observed<T> observed = observing.get()) {
      Sightings<T> sightings = new Sightings<>(observed, this::shown);
      if (!sightings.until(expected, limit)) {
        throw failed(sightings, description, null);
      }
    }
    return myself;
  }

  /** Waits until {@code assertions} throw no {@link AssertionError}. */
  public SELF eventuallySatisfies(ThrowingConsumer<? super T> assertions) {
    Objects.requireNonNull(assertions, "assertions");
    try (Observed<T> observed = observing.get()) {
      Sightings<T> sightings = new Sightings<>(observed, this::shown);
      LastError last = new LastError();
      if (!sightings.until(value -> last.passes(() -> assertions.accept(value)), limit)) {
        throw failed(sightings, "what these assertions want: " + last.message(), last.error);
      }
    }
    return myself;
  }

  final Duration limit() {
    return limit;
  }

  final Observed<T> observe() {
    return observing.get();
  }

  final String shown(@Nullable Object value) {
    return info.representation().toStringOf(value);
  }

  /** The error of an assertion that has waited in vain. */
  final AssertionError failed(
      Sightings<T> sightings, String description, @Nullable Throwable cause) {
    AssertionError error = failure("%s", sightings.failure(description, limit));
    if (cause != null) {
      error.initCause(cause);
    }
    return error;
  }

  private static final class LastError {

    private @Nullable AssertionError error;

    boolean passes(Runnable assertions) {
      try {
        assertions.run();
        error = null;
        return true;
      } catch (AssertionError e) {
        error = e;
        return false;
      }
    }

    String message() {
      return error == null ? "?" : String.valueOf(error.getMessage()).strip();
    }
  }
}
