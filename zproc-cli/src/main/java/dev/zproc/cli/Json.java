package dev.zproc.cli;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, collections, texts, numbers, booleans and null as JSON. */
final class Json {

  private Json() {}

  /** In one line. */
  static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value, "");
    return out.toString();
  }

  /** Over several lines, for people too. */
  static String pretty(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value, "\n");
    return out.toString();
  }

  /**
   * @param line what stands before each element: a new line and its indentation, or nothing
   */
  private static void write(StringBuilder out, @Nullable Object value, String line) {
    String deeper = line.isEmpty() ? line : line + "  ";
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text(out.append(separator).append(deeper), String.valueOf(entry.getKey()));
        write(out.append(line.isEmpty() ? ":" : ": "), entry.getValue(), deeper);
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : line + "}");
    } else if (value instanceof Collection<?> all) {
      String separator = "[";
      for (Object each : all) {
        write(out.append(separator).append(deeper), each, deeper);
        separator = ",";
      }
      out.append(all.isEmpty() ? "[]" : line + "]");
    } else if (value == null || value instanceof Boolean || isFinite(value)) {
      out.append(value);
    } else {
      text(out, String.valueOf(value)); // NaN and infinity too, which JSON has no numbers for
    }
  }

  private static boolean isFinite(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Beside what JSON wants escaped: what moves the cursor of a terminal, and half a
          // surrogate pair, which has no bytes.
          if (Character.isISOControl(each) || isHalf(text, i)) {
            out.append(String.format("\\u%04x", (int) each));
          } else {
            out.append(each);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isHalf(String text, int at) {
    char each = text.charAt(at);
    if (Character.isHighSurrogate(each)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(each)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
