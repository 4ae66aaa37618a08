package dev.zproc.benchmarks;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts and numbers as JSON; what is not a number becomes null. */
final class Json {

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /** The text of a value, indented, and ended by a line feed. */
  static String of(Object value) {
    Json json = new Json();
    json.write(value, "\n");
    return json.text.append('\n').toString();
  }

  private void write(Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      text.append('{');
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        text.append(indent).append("  ");
        quote(String.valueOf(entry.getKey()));
        text.append(": ");
        write(entry.getValue(), indent + "  ");
        text.append(entries.hasNext() ? "," : indent);
      }
      text.append('}');
    } else if (value instanceof List<?> list) {
      text.append('[');
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : ",").append(indent).append("  ");
        write(list.get(i), indent + "  ");
      }
      text.append(list.isEmpty() ? "" : indent).append(']');
    } else if (value instanceof Double number) {
      text.append(Double.isFinite(number) ? number.toString() : "null");
    } else if (value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      quote(value.toString());
    }
  }

  private void quote(String value) {
    text.append('"');
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
