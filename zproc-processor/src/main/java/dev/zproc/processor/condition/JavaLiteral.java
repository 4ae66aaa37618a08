package dev.zproc.processor.condition;

/** Writes values as Java source. */
final class JavaLiteral {

  private JavaLiteral() {}

  static String of(ScalarKind kind, Object value) {
    return switch (kind) {
      case BOOLEAN, INT, DOUBLE -> value.toString();
      case BYTE -> "(byte) " + value;
      case SHORT -> "(short) " + value;
      case LONG -> value + "L";
      case FLOAT -> value + "f";
      case CHAR -> "'" + escaped((Character) value, '\'') + "'";
      case STRING -> text((String) value);
    };
  }

  private static String text(String value) {
    StringBuilder source = new StringBuilder("\"");
    value.chars().forEach(c -> source.append(escaped((char) c, '"')));
    return source.append('"').toString();
  }

  private static String escaped(char c, char quote) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default -> {
        if (c == quote) {
          yield "\\" + c;
        }
        yield c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c);
      }
    };
  }
}
