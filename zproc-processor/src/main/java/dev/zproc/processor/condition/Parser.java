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

  private final String text;
  private final List<Token> tokens;
  private final Hints hints;
  private int at;
  private int depth;

  Parser(String text, List<Token> tokens, Hints hints) {
    this.text = text;
    this.tokens = tokens;
    this.hints = hints;
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
      return continued(token.value());
    }
    if (token.kind() == Token.Kind.NAME) {
      return continued(named());
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
      refuseCast(inner, token, close);
      return new Expression.Group(inner, token.start(), close.end());
    }
    throw outOfPlaceAsOperand();
  }

  /** {@code (int) price}. */
  private void refuseCast(Expression inner, Token open, Token close) {
    boolean operandFollows =
        peek().kind() == Token.Kind.NAME && Words.meant(peek().text()) == null
            || peek().kind() == Token.Kind.LITERAL;
    if (inner instanceof Expression.Name name
        && Words.isPrimitive(name.dotted())
        && operandFollows) {
      throw syntax(
          open.start(),
          Quoted.of(slice(open.start(), close.end())) + " is out of place",
          "Leave it out: numbers of all types compare with each other");
    }
  }

  /** What follows an operand in Java: an index, a method of a value. */
  private Expression continued(Expression operand) {
    Expression whole = operand;
    while (peek().is("[") || peek().is(".") || (peek().is("(") && whole != operand)) {
      Token next = tokens.get(at++);
      int end = next.end();
      if (next.is(".")) {
        Token part = peek();
        if (part.kind() != Token.Kind.NAME) {
          throw outOfPlace("Write the name of a component after '.'");
        }
        at++;
        end = part.end();
      } else {
        deeper(next);
        String close = next.is("[") ? "]" : ")";
        while (!peek().is(close)) {
          either();
          if (!takes(",") && !peek().is(close)) {
            throw outOfPlaceAfterOperand(closing(close, next));
          }
        }
        end = tokens.get(at++).end();
        depth--;
      }
      whole = new Expression.Beyond(operand, operand.start(), end);
    }
    return whole;
  }

  private static String closing(String close, Token open) {
    return "Write '" + close + "' for the '" + open.text() + "' at column " + (open.start() + 1);
  }

  private void deeper(Token token) {
    if (++depth > DEEPEST) {
      throw new SyntaxError(Problem.TOO_DEEP, token.start(), DEEPEST);
    }
  }

  private Expression named() {
    Token first = tokens.get(at++);
    boolean negates =
        peek().kind() == Token.Kind.NAME && Words.meant(peek().text()) == null
            || (peek().is("(") && !tokens.get(at + 1).is(")"));
    if (Words.isNot(first.text()) && negates) {
      throw syntax(first.start(), Quoted.of(first.text()) + " is out of place", "Write '!'");
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
        throw outOfPlace("Write the name of a component after '.'");
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
      throw outOfPlaceAfterOperand(closing(")", open));
    }
    return tokens.get(at++);
  }

  /** An operand was read, and what follows continues nothing. */
  private SyntaxError outOfPlaceAfterOperand(String closing) {
    Token token = peek();
    Token before = tokens.get(at - 1);
    Token after = tokens.get(Math.min(at + 1, tokens.size() - 1));
    if (Words.calculates(token)) {
      return new SyntaxError(
          Problem.ARITHMETIC, token.start(), token.text(), hints.orPredicate(null));
    }
    if (token.is("->") || token.is("::")) {
      return outOfPlace("Write the condition alone, as in 'cookies > 5', or " + orPredicate());
    }
    if (token.text().equalsIgnoreCase("is") && Words.isNot(after.text())) {
      return outOfPlace("Write '!='");
    }
    if (Words.isOnlyJava(token.text())) {
      return onlyJava(token, after);
    }
    if (Words.meant(token.text()) != null || (token.is("!") && after.is("="))) {
      String meant = token.is("!") ? "!=" : Words.meant(token.text());
      return outOfPlace("Write '" + meant + "'");
    }
    if (before.kind() == Token.Kind.NAME && token.kind() == Token.Kind.NAME) {
      String asked = Words.function(token.text());
      String asking = Words.function(before.text());
      if (asked != null || asking != null) {
        String key = asked == null ? token.text() : before.text();
        return outOfPlace("Write '" + (asked == null ? asking : asked) + "(" + key + ")'");
      }
    }
    if (token.is(")")) {
      return outOfPlace("Write a '(' for it, or leave it out");
    }
    if (token.is(";") && after.kind() == Token.Kind.END) {
      return outOfPlace("Leave it out");
    }
    if (token.is("?")) {
      return outOfPlace("Join conditions with '&&' and '||'");
    }
    if (token.is(",") && before.kind() == Token.Kind.LITERAL && after.text().matches("\\d+")) {
      boolean thousands = after.text().length() == 3;
      return outOfPlace(
          "Write '" + before.text() + (thousands ? "_" : ".") + after.text() + "' for the number");
    }
    if (token.is(",")) {
      return outOfPlace("Write '&&' or '||' instead");
    }
    if (token.is("{") || token.is("}")) {
      return outOfPlace("Write names alone, as in 'cookies > 5'");
    }
    if (!closing.isEmpty()) {
      return outOfPlace(closing);
    }
    return outOfPlace(
        token.kind() == Token.Kind.SYMBOL && !token.is("!") && !token.is("(")
            ? "Write '&&', '||' or a comparison instead"
            : "Write '&&', '||' or a comparison before it");
  }

  /** {@code cookies between 1 and 5}, {@code foo like 'a'}. */
  private SyntaxError onlyJava(Token word, Token after) {
    Token before = tokens.get(at - 1);
    String remedy = hints.predicate();
    if (word.text().equalsIgnoreCase("between") && at + 3 < tokens.size()) {
      String name = before.text();
      String most = tokens.get(at + 3).text();
      remedy = "Write '" + after.text() + " <= " + name + " && " + name + " <= " + most + "'";
    } else if (word.text().equalsIgnoreCase("in") && after.is("(")) {
      remedy = "Compare with each, and join the comparisons with '||'";
    }
    return new SyntaxError(Problem.ONLY_JAVA, word.start(), word.text(), remedy);
  }

  private String orPredicate() {
    return hints.orPredicate(null);
  }

  /** An operand must come, and this is none. */
  private SyntaxError outOfPlaceAsOperand() {
    Token token = peek();
    if (Words.calculates(token)) {
      return new SyntaxError(
          Problem.ARITHMETIC, token.start(), token.text(), hints.orPredicate(null));
    }
    if (Words.isQuote(token.text())) {
      return outOfPlace("Write texts in straight quotes, as in \"'bar'\"");
    }
    if (token.is("¬")) {
      return outOfPlace("Write '!'");
    }
    if (List.of("#", "@", ":", "$", "{", "[").contains(token.text())) {
      return outOfPlace("Write names alone, as in 'cookies > 5'");
    }
    String operand = "Write a key, a literal or a condition";
    if (at == 0) {
      boolean joins = relation(token) != null || token.is("&&") || token.is("||");
      return outOfPlace(operand + (joins ? " before it" : " instead"));
    }
    Token before = tokens.get(at - 1);
    return outOfPlace(operand + " after " + Quoted.of(before.text()));
  }

  private SyntaxError outOfPlace(String remedy) {
    Token token = peek();
    // Behind the end there is nothing to point at: show where it breaks off.
    boolean isEnd = token.kind() == Token.Kind.END;
    return syntax(
        isEnd && at > 0 ? tokens.get(at - 1).start() : token.start(),
        isEnd ? "the condition ends too early" : Quoted.of(token.text()) + " is out of place",
        remedy);
  }

  private static SyntaxError syntax(int offset, String wrong, String remedy) {
    return new SyntaxError(Problem.CONDITION_SYNTAX, offset, wrong, remedy);
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
