package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limit at which a child was given up.
 *
 * @param group the group that gave up, or null if it was the child's own limit
 * @param restarts how many there were within the period
 * @param within the period
 */
public record RestartLimit(@Nullable String group, int restarts, Duration within) {

  /** As a sentence in a failure: {@code It was given up after 5 restarts within 60 s}. */
  @Override
  public String toString() {
    return (group == null ? "It was given up after " : "Its group '" + group + "' gave up after ")
        + restarts
        + (restarts == 1 ? " restart" : " restarts")
        + " within "
        + Durations.text(within);
  }
}
