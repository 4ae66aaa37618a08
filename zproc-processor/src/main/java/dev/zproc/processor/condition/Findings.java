package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with one text.
 *
 * <p>Threads: not safe.
 */
final class Findings {

  private final String text;
  private final List<Finding> all = new ArrayList<>();

  Findings(String text) {
    this.text = text;
  }

  void add(Problem problem, int offset, Object... things) {
    int inside = Math.max(0, Math.min(offset, text.length() - 1));
    Finding finding =
        new Finding(
            problem,
            inside + 1,
            "At " + place(inside) + " of the condition: " + problem.text(things));
    if (!all.contains(finding)) {
      all.add(finding);
    }
  }

  boolean hasErrors() {
    return all.stream().anyMatch(finding -> finding.problem().kind() == Problem.Kind.ERROR);
  }

  List<Finding> all() {
    return all.stream().sorted(Comparator.comparingInt(Finding::column)).toList();
  }

  /** The column; beyond the first line of a text block, also the line. */
  private String place(int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    if (lineStart == 0) {
      return "column " + (offset + 1);
    }
    long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return "line " + line + ", column " + (offset - lineStart + 1);
  }
}
