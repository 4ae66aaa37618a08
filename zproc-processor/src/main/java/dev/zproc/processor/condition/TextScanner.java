package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;

/**
 * Reads one text with the escapes of Java.
 *
 * <p>Threads: not safe.
 */
final class TextScanner {

  private final String text;
  private final int start;
  private final char quote;
  private final StringBuilder value = new StringBuilder();
  private int at;

  TextScanner(String text, int start) {
    this.text = text;
    this.start = start;
    this.quote = text.charAt(start);
    this.at = start + 1;
  }

  Expression.Text scan() {
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      if (c == quote) {
        return new Expression.Text(value.toString(), quote == '\'', start, at);
      }
      if (c == '\\') {
        escape();
      } else {
        value.append(c);
      }
    }
    String begin = text.substring(start, Math.min(at, start + 12));
    throw new SyntaxError(
        Problem.UNCLOSED_TEXT, start, Quoted.oneLine(begin), quote == '"' ? "'\"'" : "\"'\"");
  }

  private void escape() {
    char c = at < text.length() ? text.charAt(at) : ' ';
    int plain = "bstnfr\"'\\".indexOf(c);
    if (plain >= 0) {
      value.append("\b \t\n\f\r\"'\\".charAt(plain));
      at++;
    } else if (c == 'u') {
      unicode();
    } else if (c >= '0' && c <= '7') {
      octal(c <= '3' ? 3 : 2);
    } else {
      throw badEscape(Math.min(at + 1, text.length()));
    }
  }

  private void unicode() {
    int digits = at;
    while (digits < text.length() && text.charAt(digits) == 'u') {
      digits++;
    }
    int end = digits;
    while (end < Math.min(text.length(), digits + 4) && isHex(text.charAt(end))) {
      end++;
    }
    if (end - digits < 4) {
      throw badEscape(end);
    }
    value.append((char) Integer.parseInt(text.substring(digits, end), 16));
    at = end;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private void octal(int most) {
    int end = at;
    while (end < Math.min(text.length(), at + most)
        && text.charAt(end) >= '0'
        && text.charAt(end) <= '7') {
      end++;
    }
    value.append((char) Integer.parseInt(text.substring(at, end), 8));
    at = end;
  }

  private SyntaxError badEscape(int end) {
    return new SyntaxError(
        Problem.BAD_ESCAPE, at - 1, Quoted.of(text.substring(at - 1, Math.max(at, end))));
  }
}
