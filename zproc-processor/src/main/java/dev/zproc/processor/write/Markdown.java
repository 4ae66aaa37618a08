package dev.zproc.processor.write;

import java.util.List;

/** Puts any text into Markdown, as GitHub reads it, and into labels of Mermaid diagrams. */
final class Markdown {

  private Markdown() {}

  /** The text between as many backticks as it takes. */
  static String code(String text) {
    String line = oneLine(text);
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    String pad = line.startsWith("`") || line.endsWith("`") || line.isEmpty() ? " " : "";
    return fence + pad + line + pad + fence;
  }

  /** A row of a table; a bar in a cell, in code too, would end it. */
  static String row(List<String> cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    return row.append('\n').toString();
  }

  /** The first two rows of a table. */
  static String head(String... titles) {
    return row(List.of(titles)) + "|---".repeat(titles.length) + "|\n";
  }

  /**
   * A text in a Mermaid diagram, in quotes; Mermaid writes entities with {@code #} for {@code &}.
   */
  static String label(String text) {
    StringBuilder label = new StringBuilder("\"");
    for (char c : oneLine(text).toCharArray()) {
      switch (c) {
        case '"' -> label.append("#quot;");
        case '&' -> label.append("#amp;");
        case '<' -> label.append("#lt;");
        case '>' -> label.append("#gt;");
        case '#', '`', '\\', '*', '_' -> label.append('#').append((int) c).append(';');
        default -> label.append(c);
      }
    }
    return label.append('"').toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
