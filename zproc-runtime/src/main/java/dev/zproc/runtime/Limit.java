package dev.zproc.runtime;

/** Checks numbers that options give. */
final class Limit {

  private Limit() {}

  static int atLeastOne(String name, int value) {
    return Math.toIntExact(atLeastOne(name, (long) value));
  }

  static long atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
    }
    return value;
  }
}
