package dev.zproc.console;

/** Texts that are not longer than people read. */
final class Text {

  private static final int LONGEST = 300;

  private Text() {}

  /** The beginning of {@code text}. */
  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
