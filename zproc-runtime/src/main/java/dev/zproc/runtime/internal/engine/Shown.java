package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Users' objects as messages and labels show them: cut where they are long, and whatever their own
 * methods throw. Nothing of the user's is called but to say something, and nothing depends on what
 * it returns.
 */
public final class Shown {

  private static final int LONGEST = 80;

  private Shown() {}

  /** {@code value} by its {@code toString}, or by its class where that fails. */
  public static String of(@Nullable Object value) {
    return cut(text(value));
  }

  /** The same in full. */
  public static String text(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return "a " + (value == null ? "null" : value.getClass().getName());
    }
  }

  /** The same, cut where it has more than {@code most} characters. */
  public static String text(@Nullable Object value, int most) {
    return cut(text(value), most);
  }

  /** The message of {@code thrown}; null if it has none, or fails to say it. */
  public static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return null;
    }
  }

  /** The beginning of {@code text}, which may be a null that a {@code toString} has returned. */
  public static String cut(@Nullable String text) {
    return cut(text, LONGEST);
  }

  private static String cut(@Nullable String text, int most) {
    if (text == null) {
      return "null";
    }
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
