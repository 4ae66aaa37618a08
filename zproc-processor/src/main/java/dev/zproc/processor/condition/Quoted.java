package dev.zproc.processor.condition;

/** Puts things into single quotes for messages, on one line and not too long. */
final class Quoted {

  private static final int LONGEST = 60;

  private Quoted() {}

  /** A piece of the condition: {@code 'n > 5'}. */
  static String of(String piece) {
    return "'" + oneLine(piece) + "'";
  }

  /** The same without the quotes, for texts that bring them. */
  static String oneLine(String piece) {
    StringBuilder shown = new StringBuilder();
    String flat = piece.strip().replaceAll("\\s+", " ");
    flat.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.length() <= LONGEST ? shown.toString() : shown.substring(0, LONGEST - 1) + "…";
  }

  /** With the article that belongs before it: {@code an int}, {@code a String}. */
  static String article(String shown) {
    return ("aeiouAEIOU".indexOf(shown.charAt(0)) >= 0 ? "an " : "a ") + shown;
  }
}
