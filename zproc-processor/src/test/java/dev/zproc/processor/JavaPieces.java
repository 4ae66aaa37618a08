package dev.zproc.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a fragment of Java apart: types, methods and statements, in their order. */
final class JavaPieces {

  /** What a piece is, and so where it must stand. */
  enum Kind {
    TYPE,
    METHOD,
    STATEMENT
  }

  /** One of them, with the comments above it. */
  record Piece(Kind kind, String text) {}

  private static final Pattern SILENT =
      Pattern.compile(
          "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'",
          Pattern.DOTALL);

  private static final Pattern GOES_ON =
      Pattern.compile("\\s*(?:[;.,)]|(?:catch|finally|else)\\b).*", Pattern.DOTALL);

  private static final Pattern TYPE =
      Pattern.compile("^(?:[a-z-]+\\s+)*(?:class|interface|record|enum)\\s+(\\w+)");

  private static final Pattern METHOD =
      Pattern.compile(
          "^(?:[a-z]+\\s+)*(?!(?:return|throw|new|else)\\b)[\\w.<>\\[\\], ?]+\\s+\\w+\\([^;{]*\\)"
              + "\\s*(?:throws\\s+[\\w., ]+)?\\{");

  private static final Pattern VARIABLE =
      Pattern.compile("^(?:(?:[A-Z][\\w.]*(?:<.*?>)?|[a-z]+)(?:\\[])?)\\s+(\\w+)\\s*[=;]");

  private static final Pattern LEADING =
      Pattern.compile("^\\s+|^@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?");

  private JavaPieces() {}

  static List<Piece> of(String fragment) {
    String code = muted(fragment);
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int depth = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      boolean ends =
          depth == 0 && (c == ';' || c == '}' && !GOES_ON.matcher(code.substring(i + 1)).matches());
      if (ends) {
        pieces.add(new Piece(kind(code.substring(from, i + 1)), fragment.substring(from, i + 1)));
        from = i + 1;
      }
    }
    if (!code.substring(from).isBlank()) {
      pieces.add(new Piece(Kind.STATEMENT, fragment.substring(from)));
    }
    return pieces;
  }

  /** The name of a type that {@code piece} declares. */
  static String typeName(Piece piece) {
    return name(TYPE, piece);
  }

  /** {@code Type name;} if {@code piece} declares a variable, else an empty text. */
  static String variable(Piece piece) {
    String code = muted(piece.text()).strip();
    Matcher matcher = VARIABLE.matcher(code);
    return piece.kind() == Kind.STATEMENT && matcher.find()
        ? code.substring(0, matcher.end(1)) + ";"
        : "";
  }

  /** The name of what {@code variable} declares. */
  static String variableName(String variable) {
    return variable.replaceFirst("^.*\\s(\\w+);$", "$1");
  }

  private static String name(Pattern pattern, Piece piece) {
    Matcher matcher = pattern.matcher(bare(muted(piece.text())));
    if (!matcher.find()) {
      throw new IllegalArgumentException(piece.text());
    }
    return matcher.group(1);
  }

  private static Kind kind(String code) {
    String bare = bare(code);
    boolean annotated = code.strip().startsWith("@");
    if (TYPE.matcher(bare).find()) {
      return Kind.TYPE;
    }
    boolean statement = bare.matches("(?s)(?:try|for|while|if|switch|synchronized|do)\\b.*");
    return annotated || !statement && METHOD.matcher(bare).find() ? Kind.METHOD : Kind.STATEMENT;
  }

  /** Without the annotations in front. */
  private static String bare(String code) {
    String bare = code;
    Matcher leading = LEADING.matcher(bare);
    while (leading.find()) {
      bare = bare.substring(leading.end());
      leading = LEADING.matcher(bare);
    }
    return bare;
  }

  /** The same length, with blanks for comments, and for what stands in quotes. */
  private static String muted(String text) {
    return SILENT.matcher(text).replaceAll(match -> match.group().replaceAll("[^\n]", " "));
  }
}
