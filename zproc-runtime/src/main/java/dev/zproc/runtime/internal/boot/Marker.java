package dev.zproc.runtime.internal.boot;

import org.jspecify.annotations.Nullable;

/**
 * The one argument of a child's main method. It tells {@code ps} and {@code jps -m} which child it
 * is, and the main itself that a parent forked it, not a person who does not know better: only then
 * is there a boot frame to wait for.
 *
 * @param parent the id of the parent's process
 * @param lifeline the descriptor of the pipe that the parent holds
 * @param silence for how many seconds nothing may come through that pipe; 0 where nothing ever does
 *     but its end, since both are on one machine
 */
public record Marker(long parent, int lifeline, int silence) {

  /** The descriptor of a lifeline that is no stdin. */
  public static final int ASIDE = 3;

  private static final String PREFIX = "zproc:";

  /** One of a process whose pipe is silent. */
  public Marker(long parent, int lifeline) {
    this(parent, lifeline, 0);
  }

  /** The argument for a child called {@code name}; ASCII, whatever the name. */
  public static String argument(long parent, int lifeline, String name) {
    return argument(parent, lifeline, 0, name);
  }

  /** The same for a child of which something must be heard every so many seconds. */
  public static String argument(long parent, int lifeline, int silence, String name) {
    return PREFIX
        + parent
        + (lifeline == 0 ? "" : "@" + lifeline)
        + (silence == 0 ? "" : "/" + silence)
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
    String[] silence = arguments[0].substring(PREFIX.length(), end).split("/", 2);
    String[] numbers = silence[0].split("@", 2);
    try {
      return new Marker(
          Long.parseLong(numbers[0]),
          numbers.length == 1 ? 0 : Integer.parseInt(numbers[1]),
          silence.length == 1 ? 0 : Integer.parseInt(silence[1]));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
