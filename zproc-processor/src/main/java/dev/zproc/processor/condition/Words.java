package dev.zproc.processor.condition;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What other languages, or a slip of the finger, write for the words of a condition.
 *
 * <p>Threads: immutable.
 */
final class Words {

  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("=", "=="),
          Map.entry("===", "=="),
          Map.entry(":=", "=="),
          Map.entry("!==", "!="),
          Map.entry("<>", "!="),
          Map.entry("≠", "!="),
          Map.entry("=<", "<="),
          Map.entry("≤", "<="),
          Map.entry("=>", ">="),
          Map.entry("≥", ">="),
          Map.entry("&", "&&"),
          Map.entry("∧", "&&"),
          Map.entry("|", "||"),
          Map.entry("∨", "||"),
          Map.entry("and", "&&"),
          Map.entry("or", "||"),
          Map.entry("xor", "!="),
          Map.entry("is", "=="),
          Map.entry("eq", "=="),
          Map.entry("equals", "=="),
          Map.entry("ne", "!="),
          Map.entry("lt", "<"),
          Map.entry("le", "<="),
          Map.entry("gt", ">"),
          Map.entry("ge", ">="));

  /** What the accessor's cells call the relations. */
  private static final Map<String, String> RELATIONS =
      Map.of(
          "equals", "==",
          "equalTo", "==",
          "isEqualTo", "==",
          "notEqualTo", "!=",
          "lessThan", "<",
          "atMost", "<=",
          "greaterThan", ">",
          "atLeast", ">=");

  /** Relations of other languages that conditions do not have. */
  private static final Set<String> ONLY_JAVA =
      Set.of(
          "=~",
          "~=",
          "between",
          "contains",
          "endswith",
          "has",
          "in",
          "instanceof",
          "like",
          "matches",
          "startswith");

  private static final List<String> CALCULATIONS =
      List.of("+", "-", "*", "/", "%", "<<", ">>", "^", "~");

  private static final Set<String> PRIMITIVES =
      Set.of("boolean", "byte", "short", "char", "int", "long", "float", "double", "String");

  private static final String QUOTES = "‘’‚“”„«»`´";

  private Words() {}

  /** The symbol for what {@code word} says elsewhere, or null. */
  static @Nullable String meant(String word) {
    return MEANT.get(word.toLowerCase(Locale.ROOT));
  }

  /** The symbol for what a method called {@code name} compares, or null. */
  static @Nullable String relation(String name) {
    return RELATIONS.get(name);
  }

  static boolean isOnlyJava(String word) {
    return ONLY_JAVA.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean calculates(Token token) {
    return token.kind() == Token.Kind.SYMBOL && CALCULATIONS.contains(token.text());
  }

  static boolean isPrimitive(String word) {
    return PRIMITIVES.contains(word);
  }

  static boolean isQuote(String symbol) {
    return !symbol.isEmpty() && QUOTES.contains(symbol);
  }

  static boolean isNot(String word) {
    return word.equalsIgnoreCase("not");
  }

  /** The function that {@code word} asks for, {@code changed} or {@code exists}, or null. */
  static @Nullable String function(String word) {
    return switch (word) {
      case "changed", "isChanged", "hasChanged", "changes", "awaitChange" -> "changed";
      case "exists", "isPresent", "isSet", "present" -> "exists";
      default -> null;
    };
  }

  /** Whether {@code word} is nothing in other languages: {@code nil}, {@code None}. */
  static boolean isNothing(String word) {
    return Set.of("null", "nil", "none", "undefined").contains(word.toLowerCase(Locale.ROOT));
  }
}
