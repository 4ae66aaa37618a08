package dev.zproc.processor.condition;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into tokens.
 *
 * <p>Threads: not safe.
 */
final class Lexer {

  /** Longest first. Some are no symbols of ours: the parser knows what was meant. */
  private static final List<String> SYMBOLS =
      List.of(
          "===", "!==", "||", "&&", "==", "!=", "<=", ">=", "=<", "=>", "<>", "<<", ">>", ":=",
          "->", "::", "=~", "~=");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The tokens of {@code text}; the last is the end.
   *
   * @throws SyntaxError if a number or a text is written wrongly
   */
  static List<Token> tokens(String text) {
    return new Lexer(text).all();
  }

  private List<Token> all() {
    while (true) {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        tokens.add(new Token(Token.Kind.END, "", at, null));
        return tokens;
      }
      tokens.add(next());
      at = tokens.get(tokens.size() - 1).end();
    }
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private Token next() {
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      Expression.Text value = new TextScanner(text, at).scan();
      return literal(value);
    }
    if (isDigit(at) || (c == '.' && isDigit(at + 1) && !afterName())) {
      boolean negated = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is("-");
      return literal(NumberScanner.scan(text, at, negated));
    }
    int codePoint = text.codePointAt(at);
    if (Character.isJavaIdentifierStart(codePoint)) {
      int end = at;
      while (end < text.length() && isNamePart(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      return new Token(Token.Kind.NAME, text.substring(at, end), at, null);
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        return new Token(Token.Kind.SYMBOL, symbol, at, null);
      }
    }
    return new Token(Token.Kind.SYMBOL, Character.toString(codePoint), at, null);
  }

  /** As in Java, but without the characters that nobody sees. */
  private static boolean isNamePart(int codePoint) {
    return Character.isJavaIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
  }

  private Token literal(Expression value) {
    return new Token(
        Token.Kind.LITERAL, text.substring(value.start(), value.end()), value.start(), value);
  }

  private boolean isDigit(int offset) {
    return offset < text.length() && text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
  }

  private boolean afterName() {
    return !tokens.isEmpty()
        && tokens.get(tokens.size() - 1).kind() == Token.Kind.NAME
        && tokens.get(tokens.size() - 1).end() == at;
  }
}
