package dev.zproc.processor.condition;

import dev.zproc.processor.report.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Guesses what was meant by a name that means nothing; each guess is a sentence to put behind
 * another one.
 *
 * <p>Threads: immutable.
 */
final class Guesses {

  private static final int MOST_SHOWN = 8;

  private final Scope scope;

  Guesses(Scope scope) {
    this.scope = scope;
  }

  /** What may have been meant by {@code wrong}. */
  static String constant(String wrong, Type.Enumeration of) {
    return of.constants().contains(wrong)
        ? " Did you mean '" + wrong + "'?"
        : Suggestions.closest(wrong, of.constants())
            .map(name -> " Did you mean '" + name + "'?")
            .orElseGet(() -> existing(of.constants()));
  }

  /** Whether some state has a key of that name. */
  boolean isKey(String name) {
    return scope.states().stream()
        .anyMatch(state -> state.keys().stream().anyMatch(key -> key.name().equals(name)));
  }

  /**
   * For a name that is nothing.
   *
   * @param wrong its first part
   * @param other the type of what it is compared with, or null
   */
  String key(Expression.Name name, String wrong, @Nullable Type other) {
    if (other != null && Words.isNothing(wrong)) {
      return " Did you mean 'null'?";
    }
    if (isBoolean(other) && wrong.matches("(?i)true|false")) {
      return " Did you mean '" + wrong.toLowerCase(Locale.ROOT) + "'?";
    }
    if (name.parts().size() > 1 && isKey(name.parts().get(1))) {
      return " Did you mean '" + unqualified(name) + "'?";
    }
    if (Functions.BUILT_IN.contains(wrong)
        || scope.predicates().stream().anyMatch(p -> p.name().equals(wrong))) {
      return " Did you mean '" + wrong + "()'?";
    }
    List<String> candidates = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    Type.Enumeration expected = other instanceof Type.Enumeration type ? type : null;
    for (Scope.State state : scope.states()) {
      String prefix =
          scope.states().size() == 1 || state.qualifiers().isEmpty()
              ? ""
              : state.qualifiers().get(0) + ".";
      for (Scope.Key key : state.keys()) {
        if (fits(key.type(), other)) {
          candidates.add(key.name());
          shown.add(prefix + key.name());
        }
      }
      candidates.addAll(state.qualifiers());
      shown.addAll(state.qualifiers());
    }
    for (Scope.Argument argument : scope.arguments()) {
      if (fits(argument.type(), other)) {
        candidates.add(argument.name());
        shown.add(argument.name());
      }
    }
    if (expected != null) {
      candidates.addAll(expected.constants());
      shown.addAll(expected.constants());
    }
    for (String function : other == null ? functions() : List.<String>of()) {
      candidates.add(function);
      shown.add(function + "()");
    }
    String quoted =
        name.parts().size() == 1 && isText(other)
            ? " Write \"'" + Quoted.oneLine(wrong) + "'\" if it is a text."
            : "";
    return Suggestions.closest(wrong, candidates)
        .map(close -> " Did you mean '" + shown.get(candidates.indexOf(close)) + "'?" + quoted)
        .orElseGet(() -> quoted.isEmpty() ? existing(shown) : quoted);
  }

  /** {@code Bakery.cookies} as it should be written. */
  private String unqualified(Expression.Name name) {
    List<String> rest = name.parts().subList(1, name.parts().size());
    for (Scope.State state : scope.states()) {
      boolean named =
          scope.states().size() == 1
              || state.name().equals(name.parts().get(0))
              || scope.states().stream()
                  .allMatch(
                      s ->
                          s == state
                              || s.keys().stream().noneMatch(k -> k.name().equals(rest.get(0))));
      if (named && state.keys().stream().anyMatch(key -> key.name().equals(rest.get(0)))) {
        return (scope.states().size() == 1 || state.qualifiers().isEmpty()
                ? ""
                : state.qualifiers().get(0) + ".")
            + String.join(".", rest);
      }
    }
    return scope.states().get(0).qualifiers().get(0) + "." + String.join(".", rest);
  }

  /** Whether a value of {@code type} could stand beside one of {@code other}. */
  private static boolean fits(Type type, @Nullable Type other) {
    return !(other instanceof Type.Scalar || other instanceof Type.Enumeration)
        || Comparisons.haveCommonType(type, other);
  }

  private static boolean isBoolean(@Nullable Type type) {
    return type instanceof Type.Scalar scalar && scalar.kind() == ScalarKind.BOOLEAN;
  }

  static boolean isText(@Nullable Type type) {
    return type instanceof Type.Scalar scalar
        && (scalar.kind() == ScalarKind.STRING || scalar.kind() == ScalarKind.CHAR);
  }

  /** Nothing is close: the few names that there are say more than a guess. */
  static String existing(List<String> shown) {
    if (shown.isEmpty()) {
      return " Declare it.";
    }
    int more = shown.size() - MOST_SHOWN;
    return " Write one of "
        + shown.stream().limit(MOST_SHOWN).collect(Collectors.joining("', '", "'", "'"))
        + (more > 0 ? " and " + more + " more." : ".");
  }

  /** The names that can be called. */
  List<String> functions() {
    List<String> names = new ArrayList<>(Functions.BUILT_IN);
    scope.predicates().stream()
        .filter(p -> p.isStatic() && p.returnsBoolean() && !p.isPrivate())
        .filter(p -> !p.states().isEmpty() && !p.states().contains(-1))
        .map(Scope.Predicate::name)
        .distinct()
        .forEach(names::add);
    return names;
  }
}
