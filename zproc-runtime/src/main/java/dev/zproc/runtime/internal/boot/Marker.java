package dev.zproc.runtime.internal.boot;

import org.jspecify.annotations.Nullable;

/**
 * The one argument of a child's main method. It tells {@code ps} and {@code jps -m} which child it
 * is, and the main itself that a parent forked it, not a person who does not know better: only then
 * is there a boot frame to wait for.
 *
 * @param parent the id of the parent's process
 */
public record Marker(long parent) {

  private static final String PREFIX = "zproc:";

  /** The argument for a child called {@code name}; ASCII, whatever the name. */
  public static String argument(long parent, String name) {
    return PREFIX + parent + ":" + name.replaceAll("[^!-~]", "_");
  }

  /** Reads the arguments of a main method; null if no parent has written them. */
  public static @Nullable Marker read(String[] arguments) {
    if (arguments.length != 1 || !arguments[0].startsWith(PREFIX)) {
      return null;
    }
    int end = arguments[0].indexOf(':', PREFIX.length());
    try {
      return end < 0 ? null : new Marker(Long.parseLong(arguments[0], PREFIX.length(), end, 10));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
