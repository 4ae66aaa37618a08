package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The outcome of one benchmark as aligned text: median, range, and ratio to the first contender.
 *
 * <p>Threads: immutable.
 */
final class Table {

  private static final List<String> HEADER = List.of("contender", "median", "[min - max]", "ratio");

  private final List<List<String>> rows;

  private Table(List<List<String>> rows) {
    this.rows = rows;
  }

  /** The table of these rounds; its rows are in the order of {@code contenders}. */
  static Table of(List<String> contenders, List<Round> rounds) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (String contender : contenders) {
      Samples samples = Samples.of(contender, rounds);
      double ratio = Samples.ratios(contender, contenders.get(0), rounds).median();
      rows.add(
          List.of(
              contender,
              number(samples.median()),
              "[" + number(samples.min()) + " - " + number(samples.max()) + "]",
              format("%.2f x", ratio)));
    }
    return new Table(rows);
  }

  /** Three significant digits or more, and never an exponent. */
  private static String number(double value) {
    if (value >= 100) {
      return format("%.0f", value);
    }
    return format(value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.4f", value);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  /** Lines without trailing blanks, each ended by a line feed. */
  @Override
  public String toString() {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  /** Names to the left, numbers to the right. */
  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(row.get(0));
    line.append(" ".repeat(widths[0] - row.get(0).length()));
    for (int i = 1; i < row.size(); i++) {
      line.append("  ").append(" ".repeat(widths[i] - row.get(i).length())).append(row.get(i));
    }
    return line.append('\n').toString();
  }
}
