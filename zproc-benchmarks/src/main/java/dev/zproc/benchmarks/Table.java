package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The outcome of one benchmark in Markdown: the median of the rounds for each figure, the range for
 * the first one, and ratios within the rounds.
 *
 * <p>Threads: immutable.
 */
final class Table {

  private static final String UNKNOWN = "-";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> contenders;
  private final List<Figure> figures;
  private final List<String> subjects;
  private final List<Round> rounds;

  private Table(
      List<String> contenders, List<Figure> figures, List<String> subjects, List<Round> rounds) {
    this.contenders = contenders;
    this.figures = figures;
    this.subjects = subjects;
    this.rounds = rounds;
    rows.add(header());
    contenders.forEach(contender -> rows.add(row(contender)));
  }

  /**
   * The table of these rounds; its rows are in the order of {@code contenders}.
   *
   * @param subjects those that are compared with every row; if there are none, every row is with
   *     the first
   */
  static Table of(
      List<String> contenders, List<Figure> figures, List<String> subjects, List<Round> rounds) {
    return new Table(contenders, figures, subjects, rounds);
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of("contender"));
    for (Figure figure : figures) {
      header.add(figures.size() == 1 ? "median" : figure.title());
      if (figure == Figure.P50) {
        header.add("[min - max]");
      }
    }
    if (subjects.isEmpty()) {
      header.add(figures.size() == 1 ? "ratio" : "ratio " + compared());
    }
    subjects.forEach(subject -> header.add(subject + " ÷ it " + compared()));
    return header;
  }

  private String compared() {
    return figures.stream()
        .filter(figure -> figure != Figure.P999)
        .map(Figure::title)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private List<String> row(String contender) {
    List<String> row = new ArrayList<>(List.of(contender));
    for (Figure figure : figures) {
      Samples samples = Samples.of(contender, figure, rounds);
      row.add(samples.known() ? number(samples.median()) : UNKNOWN);
      if (figure == Figure.P50) {
        row.add("[" + number(samples.min()) + " - " + number(samples.max()) + "]");
      }
    }
    if (subjects.isEmpty()) {
      row.add(ratios(contender, contenders.get(0)));
    }
    subjects.forEach(subject -> row.add(ratios(subject, contender)));
    return row;
  }

  private String ratios(String contender, String baseline) {
    return figures.stream()
        .filter(figure -> figure != Figure.P999)
        .map(figure -> Samples.ratios(contender, baseline, figure, rounds))
        .map(ratios -> ratios.known() ? format(digits(ratios.median()), ratios.median()) : UNKNOWN)
        .collect(Collectors.joining(", "));
  }

  private static String digits(double ratio) {
    return ratio >= 100 ? "%.0f x" : ratio >= 0.01 ? "%.2f x" : "%.5f x";
  }

  /** Three significant digits or more, and never an exponent. */
  private static String number(double value) {
    if (value >= 100) {
      return format("%,.0f", value);
    }
    return format(value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.4f", value);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  /** Lines that are aligned for those who read them as they are, each ended by a line feed. */
  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    StringBuilder text = new StringBuilder(line(rows.get(0), widths)).append('|');
    for (int i = 0; i < widths.length; i++) {
      String dashes = "-".repeat(widths[i] + 1);
      text.append(i == 0 ? ":" + dashes : dashes + ":").append('|');
    }
    text.append('\n');
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  /** Names to the left, numbers to the right. */
  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      line.append(' ').append(i == 0 ? row.get(i) + blanks : blanks + row.get(i)).append(" |");
    }
    return line.append('\n').toString();
  }
}
