package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;

/**
 * How long to wait before a restart: exponential back-off with jitter.
 *
 * @param first the delay before the first restart
 * @param factor by how much it grows each time, at least 1
 * @param longest the longest delay, before jitter
 * @param jitter by which part of itself a delay may be longer or shorter, from 0 to less than 1
 * @param resetAfter how long an attempt must have lived for the delay to start over
 */
public record RestartBackoff(
    Duration first, double factor, Duration longest, double jitter, Duration resetAfter) {

  public RestartBackoff {
    first = Durations.bounded(first);
    longest = Durations.bounded(longest);
    resetAfter = Durations.bounded(resetAfter);
    if (first.isNegative()) {
      throw new IllegalArgumentException(
          "a back-off must not be negative, as is " + Durations.text(first));
    }
    if (!(factor >= 1 && factor <= 1_000)) {
      throw new IllegalArgumentException(
          "the factor of a back-off must be from 1 to 1000, not " + factor);
    }
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "the longest back-off, " + longest + ", is shorter than the first, " + first);
    }
    if (!(jitter >= 0 && jitter < 1)) {
      throw new IllegalArgumentException(
          "the jitter of a back-off must be from 0 to less than 1, not " + jitter);
    }
    if (resetAfter.isNegative() || resetAfter.isZero()) {
      throw new IllegalArgumentException(
          "resetAfter must be positive, not " + Durations.text(resetAfter));
    }
  }
}
