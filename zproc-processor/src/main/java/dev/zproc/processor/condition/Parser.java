package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens by Java's precedence: {@code ||}, {@code &&}, comparison, {@code !}. Comparisons do
 * not chain.
 *
 * <p>Threads: not safe.
 */
final class Parser {

  private static final int DEEPEST = 50;

  private static final Map<String, Relation> RELATIONS =
      Map.of(
          "==", Relation.EQUAL,
          "!=", Relation.NOT_EQUAL,
          "<", Relation.LESS,
          "<=", Relation.LESS_OR_EQUAL,
          ">", Relation.GREATER,
          ">=", Relation.GREATER_OR_EQUAL);

  /** What other languages, or a slip of the finger, write for it. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("=", "=="),
          Map.entry("===", "=="),
          Map.entry("!==", "!="),
          Map.entry("<>", "!="),
          Map.entry("=<", "<="),
          Map.entry("=>", ">="),
          Map.entry("&", "&&"),
          Map.entry("|", "||"),
          Map.entry("and", "&&"),
          Map.entry("AND", "&&"),
          Map.entry("or", "||"),
          Map.entry("OR", "||"),
          Map.entry("is", "=="));

  private static final List<String> CALCULATIONS =
      List.of("+", "-", "*", "/", "%", "<<", ">>", "^", "~", "?");

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int depth;

  Parser(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * The whole text.
   *
   * @throws SyntaxError at the first token that cannot stand where it is
   */
  Expression parse() {
    if (peek().kind() == Token.Kind.END) {
      throw new SyntaxError(Problem.EMPTY_CONDITION, 0);
    }
    Expression expression = either();
    if (peek().kind() != Token.Kind.END) {
      throw outOfPlaceAfterOperand("");
    }
    return expression;
  }

  private Expression either() {
    List<Expression> parts = new ArrayList<>(List.of(all()));
    while (takes("||")) {
      parts.add(all());
    }
    return parts.size() == 1
        ? parts.get(0)
        : new Expression.Either(List.copyOf(parts), parts.get(0).start(), last(parts).end());
  }

  private Expression all() {
    List<Expression> parts = new ArrayList<>(List.of(comparison()));
    while (takes("&&")) {
      parts.add(comparison());
    }
    return parts.size() == 1
        ? parts.get(0)
        : new Expression.All(List.copyOf(parts), parts.get(0).start(), last(parts).end());
  }

  private Expression comparison() {
    Expression left = unary();
    Token sign = peek();
    Relation relation = relation(sign);
    if (relation == null) {
      return left;
    }
    at++;
    Expression right = unary();
    Token second = peek();
    if (relation(second) != null) {
      at++;
      throw chained(left, sign, right, second, unary());
    }
    return new Expression.Comparing(left, relation, right, sign.start(), left.start(), right.end());
  }

  private static @Nullable Relation relation(Token token) {
    return token.kind() == Token.Kind.SYMBOL ? RELATIONS.get(token.text()) : null;
  }

  private SyntaxError chained(
      Expression left, Token first, Expression middle, Token second, Expression right) {
    String begin = slice(left.start(), middle.end());
    String written = slice(left.start(), right.end());
    String meant;
    if (right instanceof Expression.Truth truth && second.is("==")) {
      meant = truth.value() ? begin : "!(" + begin + ")";
    } else {
      meant = begin + " && " + slice(middle.start(), right.end());
    }
    return new SyntaxError(
        Problem.CHAINED_COMPARISON, second.start(), Quoted.oneLine(written), Quoted.oneLine(meant));
  }

  private Expression unary() {
    Token token = peek();
    if (!token.is("!")) {
      return primary();
    }
    at++;
    deeper(token);
    Expression operand = unary();
    depth--;
    return new Expression.Negation(operand, token.start(), operand.end());
  }

  private Expression primary() {
    Token token = tokens.get(at);
    if (token.kind() == Token.Kind.LITERAL && token.value() != null) {
      at++;
      return token.value();
    }
    if (token.kind() == Token.Kind.NAME) {
      return named();
    }
    if (token.is("-") && tokens.get(at + 1).value() instanceof Expression.Number number) {
      at += 2;
      return new Expression.Number(
          number.kind(), number.value(), number.suffixed(), token.start(), number.end());
    }
    if (token.is("(")) {
      at++;
      deeper(token);
      Expression inner = either();
      Token close = expectClosing(token);
      depth--;
      return new Expression.Group(inner, token.start(), close.end());
    }
    throw outOfPlaceAsOperand();
  }

  private void deeper(Token token) {
    if (++depth > DEEPEST) {
      throw new SyntaxError(Problem.TOO_DEEP, token.start(), DEEPEST);
    }
  }

  private Expression named() {
    Token first = tokens.get(at++);
    if (first.text().equalsIgnoreCase("not") && peek().kind() == Token.Kind.NAME) {
      throw new SyntaxError(
          Problem.CONDITION_SYNTAX,
          first.start(),
          Quoted.of(first.text()) + " is out of place",
          "'!'");
    }
    switch (first.text()) {
      case "true", "false" -> {
        return new Expression.Truth(first.text().equals("true"), first.start(), first.end());
      }
      case "null" -> {
        return new Expression.Nothing(first.start(), first.end());
      }
      default -> {}
    }
    List<String> parts = new ArrayList<>(List.of(first.text()));
    List<Integer> starts = new ArrayList<>(List.of(first.start()));
    int end = first.end();
    while (takes(".")) {
      Token part = peek();
      if (part.kind() != Token.Kind.NAME) {
        throw outOfPlace("the name of a component after '.'");
      }
      at++;
      parts.add(part.text());
      starts.add(part.start());
      end = part.end();
    }
    Expression.Name name = new Expression.Name(List.copyOf(parts), List.copyOf(starts), end);
    return peek().is("(") ? call(name) : name;
  }

  private Expression call(Expression.Name name) {
    Token open = tokens.get(at++);
    deeper(open);
    List<Expression> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      do {
        arguments.add(either());
      } while (takes(","));
    }
    Token close = expectClosing(open);
    depth--;
    return new Expression.Call(name, List.copyOf(arguments), name.start(), close.end());
  }

  private Token expectClosing(Token open) {
    if (!peek().is(")")) {
      throw outOfPlaceAfterOperand("')' for the '(' at column " + (open.start() + 1));
    }
    return tokens.get(at++);
  }

  /** An operand was read, and what follows continues nothing. */
  private SyntaxError outOfPlaceAfterOperand(String closing) {
    Token token = peek();
    if (CALCULATIONS.contains(token.text()) && token.kind() == Token.Kind.SYMBOL) {
      return new SyntaxError(Problem.ARITHMETIC, token.start(), token.text());
    }
    String meant = MEANT.get(token.text());
    if (meant != null) {
      return outOfPlace("'" + meant + "'");
    }
    if (token.is(")")) {
      return outOfPlace("a '(' for it, or leave it out");
    }
    if (token.is(",")) {
      return outOfPlace("'&&' or '||' instead");
    }
    if (!closing.isEmpty()) {
      return outOfPlace(closing);
    }
    return outOfPlace(
        token.kind() == Token.Kind.SYMBOL && !token.is("!") && !token.is("(")
            ? "'&&', '||' or a comparison instead"
            : "'&&', '||' or a comparison before it");
  }

  /** An operand must come, and this is none. */
  private SyntaxError outOfPlaceAsOperand() {
    Token token = peek();
    if (token.kind() == Token.Kind.SYMBOL && CALCULATIONS.contains(token.text())) {
      return new SyntaxError(Problem.ARITHMETIC, token.start(), token.text());
    }
    String operand = "a key, a literal or a condition";
    if (at == 0) {
      boolean joins = relation(token) != null || token.is("&&") || token.is("||");
      return outOfPlace(operand + (joins ? " before it" : " instead"));
    }
    Token before = tokens.get(at - 1);
    return outOfPlace(operand + " after " + Quoted.of(before.text()));
  }

  private SyntaxError outOfPlace(String instead) {
    Token token = peek();
    // Behind the end there is nothing to point at: show where it breaks off.
    int offset =
        token.kind() == Token.Kind.END && at > 0 ? tokens.get(at - 1).start() : token.start();
    return new SyntaxError(
        Problem.CONDITION_SYNTAX,
        offset,
        token.kind() == Token.Kind.END
            ? "the condition ends too early"
            : Quoted.of(token.text()) + " is out of place",
        instead);
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean takes(String symbol) {
    boolean taken = peek().is(symbol);
    if (taken) {
      at++;
    }
    return taken;
  }

  private String slice(int start, int end) {
    return text.substring(start, end);
  }

  private static Expression last(List<Expression> parts) {
    return parts.get(parts.size() - 1);
  }
}
