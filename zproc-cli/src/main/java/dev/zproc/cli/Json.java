package dev.zproc.cli;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, collections, texts, numbers, booleans and null as JSON. */
final class Json {

  private Json() {}

  static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        text(out, String.valueOf(entry.getKey()));
        out.append(':');
        write(out, entry.getValue());
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof Collection<?> all) {
      String separator = "[";
      for (Object each : all) {
        out.append(separator);
        write(out, each);
        separator = ",";
      }
      out.append(all.isEmpty() ? "[]" : "]");
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
          // Beside what JSON wants escaped: half a surrogate pair, which has no bytes.
          if (each < ' ' || each == 0x7f || isHalf(text, i)) {
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
