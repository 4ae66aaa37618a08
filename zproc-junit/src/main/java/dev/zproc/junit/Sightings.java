package dev.zproc.junit;

import dev.zproc.runtime.state.Observed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion has seen while it waited: the last ten values, with their revisions.
 *
 * <p>Threads: not safe; used by the thread that waits.
 */
final class Sightings<T extends @Nullable Object> {

  private static final int KEPT = 10;
  private static final int LENGTH = 300;
  private static final long LATE = 1_000_000_000;

  private final Observed<T> observed;
  private final Function<@Nullable Object, String> shown;
  private final Deque<Sighting<T>> last = new ArrayDeque<>();
  private long count;

  private record Sighting<T extends @Nullable Object>(long revision, T value) {}

  Sightings(Observed<T> observed, Function<@Nullable Object, String> shown) {
    this.observed = observed;
    this.shown = shown;
  }

  /** Where a predicate is from, as far as its class tells. */
  static String origin(Object code) {
    String name = code.getClass().getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : name.substring(0, lambda);
  }

  /** Waits until {@code expected} is true, for at most {@code limit}; returns whether it was. */
  boolean until(Predicate<? super T> expected, Duration limit) {
    long end = System.nanoTime() + nanos(limit);
    long left;
    do {
      if (expected.test(look())) {
        return true;
      }
      left = end - System.nanoTime();
      // What had come by then is looked at, but not for ever.
    } while (left > -LATE && observed.next(Duration.ofNanos(Math.max(left, 0))));
    return false;
  }

  /** Looks at all that there is by now. */
  void lookAtAll() {
    until(value -> false, Duration.ZERO);
  }

  private T look() {
    T value = observed.value();
    last.add(new Sighting<>(observed.revision(), value));
    count++;
    if (last.size() > KEPT) {
      last.remove();
    }
    return value;
  }

  /** What to say when it has not become what it should. */
  String failure(String description, Duration limit) {
    List<String> waits = observed.waits();
    return "\nExpecting "
        + observed.name()
        + " to become, within "
        + shown(limit)
        + ":\n  "
        + description
        + "\nbut it was, "
        + (count <= KEPT ? "from the first to the last" : "in the last " + KEPT + " of " + count)
        + ":\n  "
        + last.stream().map(this::line).collect(Collectors.joining("\n  "))
        + (waits.isEmpty()
            ? "\nNobody waits for anything now."
            : "\nWaiting now:\n  " + String.join("\n  ", waits));
  }

  private static String shown(Duration limit) {
    return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  private String line(Sighting<T> sighting) {
    String text = shown.apply(sighting.value());
    return "revision "
        + sighting.revision()
        + ": "
        + (text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…");
  }

  private static long nanos(Duration limit) {
    try {
      return Math.min(limit.toNanos(), Long.MAX_VALUE / 4);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE / 4;
    }
  }
}
