package dev.zproc.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is taken for the size of a heap, as {@code heap} of {@code @ChildProcess} takes it. */
final class HeapSize {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kKmMgGtT])");

  /** The least that a JVM takes. */
  private static final long LEAST = 2 << 20;

  private HeapSize() {}

  /**
   * Returns {@code heap}.
   *
   * @throws IllegalArgumentException if no JVM would take it
   */
  static String checked(String heap) {
    Matcher size = SIZE.matcher(heap);
    if (!size.matches() || bytes(size) < LEAST) {
      throw new IllegalArgumentException(
          "\"" + heap + "\" is no heap size. Write a number and a unit, as in heap(\"256m\").");
    }
    return heap;
  }

  private static long bytes(Matcher size) {
    int shift = 10 * (1 + "kmgt".indexOf(Character.toLowerCase(size.group(2).charAt(0))));
    return Long.parseLong(size.group(1)) << shift;
  }
}
