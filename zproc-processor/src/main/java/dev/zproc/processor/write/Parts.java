package dev.zproc.processor.write;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what is too large for one place of a class file: a method has 65,535 bytes of code at most,
 * and a constant text as many of UTF-8.
 */
final class Parts {

  /** How many calls or cases there may be in one method; each takes some 30 bytes. */
  static final int MOST = 1_000;

  /** How many letters there may be in one constant; each takes up to three bytes. */
  private static final int LONGEST = 20_000;

  private Parts() {}

  /** The elements in lists of at most {@code most}. */
  static <T> List<List<T>> of(List<T> elements, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < elements.size(); from += most) {
      parts.add(elements.subList(from, Math.min(from + most, elements.size())));
    }
    return parts;
  }

  /** The sum of {@code lines}: a constant, where one can be as long. */
  static Snippet sum(List<String> lines) {
    List<Snippet> sums = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int length = 0;
    for (String line : lines) {
      for (int from = 0; from < line.length(); from += LONGEST) {
        String piece = line.substring(from, Math.min(from + LONGEST, line.length()));
        if (length + piece.length() > LONGEST) {
          sums.add(Snippet.sum(open));
          open.clear();
          length = 0;
        }
        open.add(piece);
        length += piece.length();
      }
    }
    sums.add(Snippet.sum(open));
    if (sums.size() == 1) {
      return sums.get(0);
    }
    sums.add(0, Snippet.literal(""));
    return Snippet.of("$T.join", Known.STRING).call(sums);
  }
}
