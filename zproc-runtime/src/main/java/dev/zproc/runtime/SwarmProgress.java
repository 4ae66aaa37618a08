package dev.zproc.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a swarm has come.
 *
 * @param done how many tasks have returned
 * @param failed how many have ended otherwise, but for those that were cancelled
 * @param unfinished how many have been taken on and have not ended: of a {@link
 *     java.util.Collection} for which {@code map}, {@code settle} or {@code forEach} is underway
 *     all items, of other sources and of streams those that have been drawn
 * @param running how many workers are at a task
 * @param workers how many workers there are that take tasks
 * @param elapsed since the swarm was opened
 * @param perSecond how many tasks ended in a second of late
 */
public record SwarmProgress(
    long done,
    long failed,
    long unfinished,
    int running,
    int workers,
    Duration elapsed,
    double perSecond) {

  /** How long what has been taken on will take at this rate; empty as long as nothing ends. */
  public Optional<Duration> remaining() {
    return perSecond > 0
        ? Optional.of(Duration.ofMillis((long) (unfinished / perSecond * 1_000)))
        : Optional.empty();
  }

  /** Which part of what has been taken on so far has ended, from 0 to 1. */
  public OptionalDouble fraction() {
    long all = done + failed + unfinished;
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (done + failed) / all);
  }
}
