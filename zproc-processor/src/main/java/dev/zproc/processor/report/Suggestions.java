package dev.zproc.processor.report;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a misspelt name. */
public final class Suggestions {

  private Suggestions() {}

  /** A sentence to put behind another one, {@code " Did you mean 'cookies'?"}, or nothing. */
  public static String didYouMean(String wrong, Collection<String> candidates) {
    return closest(wrong, candidates).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /**
   * The candidate that differs from {@code wrong} only in case, or else by the fewest typing
   * mistakes: one for every three characters, at least one. Of equals the first.
   */
  public static Optional<String> closest(String wrong, Collection<String> candidates) {
    String lower = wrong.toLowerCase(Locale.ROOT);
    String best = null;
    int fewest = Math.max(1, wrong.length() / 3) + 1;
    for (String candidate : candidates) {
      if (candidate.equals(wrong)) {
        continue;
      }
      String other = candidate.toLowerCase(Locale.ROOT);
      int mistakes =
          Math.abs(other.length() - lower.length()) < fewest ? distance(lower, other) : fewest;
      boolean nothingInCommon = mistakes >= Math.max(lower.length(), other.length());
      if (mistakes < fewest && !nothingInCommon) {
        fewest = mistakes;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * How many insertions, deletions, replacements and swaps of neighbours lead from one to the other
   * (Damerau-Levenshtein, each place edited once).
   */
  static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[to.length()];
  }
}
