package dev.zproc.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people say them. */
final class Words {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Words() {}

  /** {@code 850 ms}, {@code 12 s}, {@code 3 min}, {@code 2 h 5 min}, {@code 4 d 1 h}. */
  static String age(Duration age) {
    long millis = Math.max(0, age.toMillis());
    long seconds = millis / 1000;
    if (seconds < 1) {
      return millis + " ms";
    } else if (seconds < 60) {
      return seconds + " s";
    } else if (seconds < 3600) {
      return seconds / 60 + " min";
    } else if (seconds < 86_400) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }

  /** {@code 512 B}, {@code 1.5 KiB}, {@code 12 MiB}. */
  static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 || value >= 100
        ? Math.round(value) + " " + units[unit]
        : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }

  /**
   * Reads {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 1d}.
   *
   * @throws IllegalArgumentException if it is none of these, or 0
   */
  static Duration duration(String text) {
    Matcher found = DURATION.matcher(text);
    if (!found.matches() || Long.parseLong(found.group(1)) == 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time; times are 500ms, 5s, 2m, 1h, 1d");
    }
    long count = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** {@code text} without what could move the cursor of a terminal, or break a line. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text);
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isISOControl(shown.charAt(i))) {
        shown.setCharAt(i, ' ');
      }
    }
    return shown.toString();
  }
}
