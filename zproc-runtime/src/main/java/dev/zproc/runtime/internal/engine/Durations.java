package dev.zproc.runtime.internal.engine;

import java.time.Duration;

/**
 * Durations as numbers. Users say "for ever" with durations of any length ({@code
 * ChronoUnit.FOREVER.getDuration()}), which overflow in nanoseconds and in milliseconds: whatever
 * takes a duration from a user turns it into a number here and nowhere else.
 */
public final class Durations {

  /**
   * 146 years, longer than which nobody waits: half of what nanoseconds can say, so that moments
   * which lie that far apart can still be compared.
   */
  public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  private Durations() {}

  /** {@code duration}, or {@link #LONGEST} if that is shorter. */
  public static Duration bounded(Duration duration) {
    return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
  }

  /** From 0, which is also what a negative duration comes to, to that of {@link #LONGEST}. */
  public static long nanos(Duration duration) {
    return duration.isNegative() ? 0 : bounded(duration).toNanos();
  }

  /** The same in milliseconds. */
  public static long millis(Duration duration) {
    return duration.isNegative() ? 0 : bounded(duration).toMillis();
  }

  /** As messages show them: {@code 100 ms}, {@code 2 s}, {@code 24 h}. */
  public static String text(Duration duration) {
    if (isForEver(duration)) {
      return "for ever";
    }
    long seconds = duration.getSeconds();
    if (duration.getNano() == 0) {
      return seconds != 0 && seconds % 3_600 == 0 ? seconds / 3_600 + " h" : seconds + " s";
    }
    return duration.getNano() % 1_000_000 == 0
        ? duration.toMillis() + " ms"
        : duration.toNanos() + " ns";
  }

  /** The same of milliseconds. */
  public static String textOfMillis(long millis) {
    return text(Duration.ofMillis(millis));
  }

  /** Whether nobody will see the end of {@code duration}. */
  public static boolean isForEver(Duration duration) {
    return duration.compareTo(LONGEST) >= 0;
  }
}
