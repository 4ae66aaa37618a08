package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the names in a condition mean.
 *
 * <p>Threads: not safe.
 */
final class Names {

  private static final int MOST_SHOWN = 8;

  private final Scope scope;
  private final Findings findings;

  Names(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
  }

  /** What {@code name} means if nothing goes wrong; reports nothing. */
  Term.@Nullable Typed peek(Expression.Name name) {
    return new Names(scope, new Findings(name.dotted())).resolve(name, null)
            instanceof Term.Typed typed
        ? typed
        : null;
  }

  /**
   * What {@code name} means; null if it means nothing, which is reported.
   *
   * @param expected the enum that it is compared with, whose constants stand alone; or null
   */
  @Nullable Term resolve(Expression.Name name, Type.@Nullable Enumeration expected) {
    String first = name.parts().get(0);
    if (name.parts().size() == 1) {
      return alone(name, first, expected);
    }
    int state = qualified(first);
    if (state >= 0 && !(loneKey(first) != null && isStructure(loneKey(first).type()))) {
      return qualifiedKey(name, state);
    }
    Term.Key key = loneKey(first);
    if (key != null) {
      return inside(key, name, 1);
    }
    String last = name.parts().get(name.parts().size() - 1);
    if (expected != null && names(expected, name)) {
      if (expected.constants().contains(last)) {
        return new Term.EnumConstant(expected, last);
      }
      return report(
          Problem.UNKNOWN_CONSTANT,
          name.starts().get(name.starts().size() - 1),
          expected.shown(),
          last,
          Suggestions.didYouMean(last, expected.constants()));
    }
    Scope.Argument argument = argument(first);
    if (argument != null) {
      return report(
          Problem.NOT_A_RECORD,
          name.start(),
          first,
          "an argument",
          name.parts().get(1),
          "Pass '" + name.dotted() + "' as an argument of its own");
    }
    return unknown(name, first, expected);
  }

  /** The state that {@code name} alone names, or -1. */
  int state(Expression.Name name) {
    return name.parts().size() == 1 && loneKey(name.parts().get(0)) == null
        ? qualified(name.parts().get(0))
        : -1;
  }

  private @Nullable Term alone(
      Expression.Name name, String first, Type.@Nullable Enumeration expected) {
    Term.Key key = loneKey(first);
    Scope.Argument argument = argument(first);
    if (key != null && argument != null) {
      List<String> qualifiers = scope.states().get(0).qualifiers();
      return report(
          Problem.AMBIGUOUS_NAME,
          name.start(),
          first,
          qualifiers.isEmpty()
              ? "Rename the parameter"
              : "Write '"
                  + qualifiers.get(0)
                  + "."
                  + first
                  + "' for the key, or rename the parameter");
    }
    if (key != null) {
      return key;
    }
    if (argument != null) {
      return new Term.Argument(argument.index(), argument.type());
    }
    if (expected != null && expected.constants().contains(first)) {
      return new Term.EnumConstant(expected, first);
    }
    int state = qualified(first);
    if (state >= 0) {
      return report(
          Problem.NOT_COMPARABLE,
          name.start(),
          first,
          "the state '" + scope.states().get(state).name() + "'",
          "Name a key of it, as in '" + first + "." + anyKey(state) + "'");
    }
    return unknown(name, first, expected);
  }

  private String anyKey(int state) {
    List<Scope.Key> keys = scope.states().get(state).keys();
    return keys.isEmpty() ? "key" : keys.get(0).name();
  }

  private @Nullable Term unknown(
      Expression.Name name, String first, Type.@Nullable Enumeration expected) {
    if (scope.states().isEmpty()) {
      return report(Problem.NO_STATE, name.start(), first);
    }
    List<String> owners = new ArrayList<>();
    for (Scope.State state : scope.states()) {
      boolean has = state.keys().stream().anyMatch(key -> key.name().equals(first));
      if (has && !state.qualifiers().isEmpty()) {
        owners.add(state.qualifiers().get(0) + "." + name.dotted());
      }
    }
    if (!owners.isEmpty()) {
      return report(
          Problem.UNQUALIFIED_KEY,
          name.start(),
          first,
          scope.states().size(),
          String.join("' or '", owners));
    }
    if (expected != null && first.equals(first.toUpperCase(Locale.ROOT))) {
      return report(
          Problem.UNKNOWN_CONSTANT,
          name.start(),
          expected.shown(),
          name.dotted(),
          Suggestions.didYouMean(first, expected.constants()));
    }
    String states =
        scope.states().stream()
            .map(state -> "'" + state.name() + "'")
            .collect(Collectors.joining(" or "));
    return report(
        Problem.UNKNOWN_STATE_KEY,
        name.start(),
        Quoted.oneLine(first),
        "no key of " + states + " and no argument",
        suggestion(first, expected));
  }

  private String suggestion(String wrong, Type.@Nullable Enumeration expected) {
    if (Functions.BUILT_IN.contains(wrong)
        || scope.predicates().stream().anyMatch(p -> p.name().equals(wrong))) {
      return " Did you mean '" + wrong + "()'?";
    }
    List<String> candidates = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (Scope.State state : scope.states()) {
      String prefix =
          scope.states().size() == 1 || state.qualifiers().isEmpty()
              ? ""
              : state.qualifiers().get(0) + ".";
      for (Scope.Key key : state.keys()) {
        candidates.add(key.name());
        shown.add(prefix + key.name());
      }
      candidates.addAll(state.qualifiers());
      shown.addAll(state.qualifiers());
    }
    scope.arguments().forEach(argument -> candidates.add(argument.name()));
    scope.arguments().forEach(argument -> shown.add(argument.name()));
    if (expected != null) {
      candidates.addAll(expected.constants());
      shown.addAll(expected.constants());
    }
    for (String function : functions()) {
      candidates.add(function);
      shown.add(function + "()");
    }
    Optional<String> closest = Suggestions.closest(wrong, candidates);
    return closest
        .map(name -> " Did you mean '" + shown.get(candidates.indexOf(name)) + "'?")
        .orElseGet(() -> existing(shown));
  }

  /** Nothing is close: the few names that there are say more than a guess. */
  private static String existing(List<String> shown) {
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

  private @Nullable Term qualifiedKey(Expression.Name name, int state) {
    String wanted = name.parts().get(1);
    Scope.State in = scope.states().get(state);
    for (Scope.Key key : in.keys()) {
      if (key.name().equals(wanted)) {
        return inside(new Term.Key(state, key.index(), key.type(), key.nullable()), name, 2);
      }
    }
    List<String> keys = in.keys().stream().map(Scope.Key::name).toList();
    String guess = Suggestions.didYouMean(wanted, keys);
    return report(
        Problem.UNKNOWN_STATE_KEY,
        name.starts().get(1),
        Quoted.oneLine(wanted),
        "no key of '" + in.name() + "'",
        guess.isEmpty() ? existing(keys) : guess);
  }

  /** Follows the components that {@code name} names from its part {@code next} on. */
  private @Nullable Term inside(Term.Key key, Expression.Name name, int next) {
    Type type = key.type();
    for (int i = next; i < name.parts().size(); i++) {
      String part = name.parts().get(i);
      if (!(type instanceof Type.Structure structure)) {
        return report(
            Problem.NOT_A_RECORD,
            name.starts().get(i),
            String.join(".", name.parts().subList(0, i)),
            Quoted.article(type.shown()),
            part,
            "Leave out '." + part + "', or write a predicate method");
      }
      List<Type.Component> components = structure.components().get();
      Optional<Type.Component> found =
          components.stream().filter(component -> component.name().equals(part)).findFirst();
      if (found.isEmpty()) {
        List<String> candidates = components.stream().map(Type.Component::name).toList();
        String guess = Suggestions.didYouMean(part, candidates);
        return report(
            Problem.UNKNOWN_COMPONENT,
            name.starts().get(i),
            structure.shown(),
            Quoted.oneLine(part),
            guess.isEmpty() ? existing(candidates) : guess);
      }
      type = found.get().type();
    }
    return next == name.parts().size()
        ? key
        : new Term.Component(
            key, List.copyOf(name.parts().subList(next, name.parts().size())), type);
  }

  private static boolean names(Type.Enumeration type, Expression.Name name) {
    String prefix = String.join(".", name.parts().subList(0, name.parts().size() - 1));
    return type.qualifiedName().equals(prefix)
        || type.shown().equals(prefix)
        || type.qualifiedName().endsWith("." + prefix);
  }

  /** The key that stands for itself, because there is one state only. */
  private Term.@Nullable Key loneKey(String name) {
    if (scope.states().size() != 1) {
      return null;
    }
    return scope.states().get(0).keys().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .map(key -> new Term.Key(0, key.index(), key.type(), key.nullable()))
        .orElse(null);
  }

  private static boolean isStructure(Type type) {
    return type instanceof Type.Structure;
  }

  private Scope.@Nullable Argument argument(String name) {
    return scope.arguments().stream()
        .filter(argument -> argument.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private int qualified(String qualifier) {
    for (int i = 0; i < scope.states().size(); i++) {
      if (scope.states().get(i).qualifiers().contains(qualifier)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Term report(Problem problem, int offset, Object... things) {
    findings.add(problem, offset, things);
    return null;
  }
}
