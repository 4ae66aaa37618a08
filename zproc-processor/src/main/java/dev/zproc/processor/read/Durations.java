package dev.zproc.processor.read;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as annotations spell them. */
final class Durations {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12}) ?(ms|s|m|h)");

  private Durations() {}

  /** Returns {@code text}, such as {@code 30s}, in milliseconds; empty if it is no duration. */
  static OptionalLong millis(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    // Twelve digits of hours are a little over 2^61 milliseconds, so this cannot overflow.
    return OptionalLong.of(Long.parseLong(matcher.group(1)) * unit);
  }

  /** As an annotation would spell it, in seconds if it is at least one. */
  static String shown(long millis) {
    return millis < 1_000 ? millis + "ms" : millis / 1_000 + "s";
  }
}
