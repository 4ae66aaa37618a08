package dev.zproc.junit;

import dev.zproc.runtime.state.Observed;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How an assertion waits for what is to become of its actual value.
 *
 * @param <T> what predicates see
 */
final class EventualWait<T extends @Nullable Object> {

  /** How long an assertion waits that does not say. */
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  private final Supplier<Observed<T>> observing;
  private final Function<@Nullable Object, String> shown;
  private final Function<String, AssertionError> error;
  private Duration limit = DEFAULT_LIMIT;

  /**
   * Makes the wait of an assertion.
   *
   * @param shown how it shows values
   * @param error makes its error of a message
   */
  EventualWait(
      Supplier<Observed<T>> observing,
      Function<@Nullable Object, String> shown,
      Function<String, AssertionError> error) {
    this.observing = observing;
    this.shown = shown;
    this.error = error;
  }

  void within(Duration longest) {
    limit = Objects.requireNonNull(longest, "limit");
  }

  Duration limit() {
    return limit;
  }

  Observed<T> observe() {
    return observing.get();
  }

  /** Waits until {@code expected} is true. */
  void until(Predicate<? super T> expected) {
    until(expected, "what a predicate of " + Sightings.origin(expected) + " tests");
  }

  /** The same; the error describes it so. */
  void until(Predicate<? super T> expected, String description) {
    Objects.requireNonNull(expected, "expected");
    try (Observed<T> observed = observe()) {
      Sightings<T> sightings = sightings(observed);
      if (!sightings.until(expected, limit)) {
        throw failed(sightings, description, null);
      }
    }
  }

  /** Waits until {@code assertions} throw no {@link AssertionError}. */
  void untilSatisfied(ThrowingConsumer<? super T> assertions) {
    Objects.requireNonNull(assertions, "assertions");
    try (Observed<T> observed = observe()) {
      Sightings<T> sightings = sightings(observed);
      LastError last = new LastError();
      if (!sightings.until(value -> last.passes(() -> assertions.accept(value)), limit)) {
        throw failed(sightings, "what these assertions want: " + last.message(), last.error);
      }
    }
  }

  Sightings<T> sightings(Observed<T> observed) {
    return new Sightings<>(observed, shown);
  }

  /** The error of an assertion that has waited in vain. */
  AssertionError failed(Sightings<T> sightings, String description, @Nullable Throwable cause) {
    AssertionError failed = error.apply(sightings.failure(description, limit));
    if (cause != null) {
      failed.initCause(cause);
    }
    return OwnFrames.without(failed);
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
