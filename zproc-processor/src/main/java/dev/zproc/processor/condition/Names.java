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

  private final Scope scope;
  private final Findings findings;
  private final Hints hints;
  private final Guesses guesses;

  Names(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
    this.hints = new Hints(scope);
    this.guesses = new Guesses(scope);
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
   * @param other the type of what it is compared with, or null: constants of an enum stand alone
   */
  @Nullable Term resolve(Expression.Name name, @Nullable Type other) {
    Type.Enumeration expected = other instanceof Type.Enumeration type ? type : null;
    String first = name.parts().get(0);
    if (name.parts().size() == 1) {
      return alone(name, first, other);
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
          Guesses.constant(last, expected));
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
    if (expected != null
        && Character.isUpperCase(first.charAt(0))
        && !guesses.isKey(name.parts().get(1))) {
      return report(
          Problem.UNKNOWN_CONSTANT,
          name.start(),
          expected.shown(),
          name.dotted(),
          Guesses.constant(last, expected));
    }
    return unknown(name, first, other);
  }

  /** The names that can be called. */
  List<String> functions() {
    return guesses.functions();
  }

  /** The state that {@code name} alone names, or -1. */
  int state(Expression.Name name) {
    return name.parts().size() == 1 && loneKey(name.parts().get(0)) == null
        ? qualified(name.parts().get(0))
        : -1;
  }

  private @Nullable Term alone(Expression.Name name, String first, @Nullable Type other) {
    Type.Enumeration expected = other instanceof Type.Enumeration type ? type : null;
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
    return unknown(name, first, other);
  }

  private String anyKey(int state) {
    List<Scope.Key> keys = scope.states().get(state).keys();
    return keys.isEmpty() ? "key" : keys.get(0).name();
  }

  private @Nullable Term unknown(Expression.Name name, String first, @Nullable Type other) {
    Type.Enumeration expected = other instanceof Type.Enumeration type ? type : null;
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
          Guesses.constant(first, expected));
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
        guesses.key(name, first, other));
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
        guess.isEmpty() ? Guesses.existing(keys) : guess);
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
            remedyInside(key, name, i));
      }
      if (!structure.accessible()) {
        return report(
            Problem.INACCESSIBLE_TYPE,
            name.starts().get(i),
            String.join(".", name.parts().subList(0, i)) + ": " + structure.shown(),
            "it is not public, and in another package",
            "Make it public, or move it to the package of the code that uses it");
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
            guess.isEmpty() ? Guesses.existing(candidates) : guess);
      }
      type = found.get().type();
    }
    return next == name.parts().size()
        ? key
        : new Term.Component(
            key, List.copyOf(name.parts().subList(next, name.parts().size())), type);
  }

  /** What is not inside the part before {@code at}, which is no record. */
  private String remedyInside(Term.Key key, Expression.Name name, int at) {
    String outer = String.join(".", name.parts().subList(0, at));
    String function = Words.function(name.parts().get(at));
    Term.Typed term = peekTerm(outer);
    boolean isKey = term instanceof Term.Key;
    if (function != null && isKey) {
      return "Write '" + function + "(" + outer + ")'";
    }
    boolean hasParts =
        term != null && (term.type() instanceof Type.Container || Guesses.isText(term.type()));
    return hasParts
        ? hints.predicate(key)
        : "Leave out '." + name.parts().get(at) + "', or " + hints.orPredicate(key);
  }

  /** What the dotted {@code name} means if nothing goes wrong; reports nothing. */
  Term.@Nullable Typed peekTerm(String name) {
    List<String> parts = List.of(name.split("\\."));
    return peek(new Expression.Name(parts, parts.stream().map(p -> 0).toList(), 0));
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
