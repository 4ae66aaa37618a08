package dev.zproc.runtime.internal.process;

import java.time.Duration;

/**
 * The limit at which a child was given up.
 *
 * <p>Threads: immutable.
 *
 * @param restarts how many there were within the period
 * @param within the period
 */
public record GaveUp(int restarts, Duration within) {

  /** As a sentence in a failure: {@code It was given up after 5 restarts within 60 s}. */
  @Override
  public String toString() {
    return "It was given up after "
        + restarts
        + (restarts == 1 ? " restart" : " restarts")
        + " within "
        + Periods.text(within);
  }
}
