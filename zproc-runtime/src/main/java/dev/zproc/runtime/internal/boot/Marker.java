package dev.zproc.runtime.internal.boot;

import org.jspecify.annotations.Nullable;

/**
 * The one argument of a child's main method. It tells {@code ps} and {@code jps -m} which child it
 * is, and the main itself that a parent forked it, not a person who does not know better: only then
 * is there a boot frame to wait for.
 *
 * @param parent the id of the parent's process
 * @param lifeline the descriptor of the pipe that the parent holds
 */
public record Marker(long parent, int lifeline) {

  /** The descriptor of a lifeline that is no stdin. */
  public static final int ASIDE = 3;

  private static final String PREFIX = "zproc:";

  /** The argument for a child called {@code name}; ASCII, whatever the name. */
  public static String argument(long parent, int lifeline, String name) {
    return PREFIX
        + parent
        + (lifeline == 0 ? "" : "@" + lifeline)
        + ":"
        + name.replaceAll("[^!-~]", "_");
  }

  /** Reads the arguments of a main method; null if no parent has written them. */
  public static @Nullable Marker read(String[] arguments) {
    if (arguments.length != 1 || !arguments[0].startsWith(PREFIX)) {
      return null;
    }
    int end = arguments[0].indexOf(':', PREFIX.length());
    if (end < 0) {
      return null;
    }
    String[] numbers = arguments[0].substring(PREFIX.length(), end).split("@", 2);
    try {
      return new Marker(
          Long.parseLong(numbers[0]), numbers.length == 1 ? 0 : Integer.parseInt(numbers[1]));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
