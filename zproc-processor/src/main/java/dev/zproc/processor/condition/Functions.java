package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives calls their meaning: {@code changed}, {@code exists}, the user's methods.
 *
 * <p>Threads: not safe.
 */
final class Functions {

  static final List<String> BUILT_IN = List.of("changed", "exists");

  private final String text;
  private final Scope scope;
  private final Names names;
  private final Findings findings;

  Functions(String text, Scope scope, Names names, Findings findings) {
    this.text = text;
    this.scope = scope;
    this.names = names;
    this.findings = findings;
  }

  /** The condition that {@code call} is; null if it is none, which is reported. */
  @Nullable Condition type(Expression.Call call, int nextTest) {
    if (call.name().parts().size() > 1) {
      boolean state = names.state(firstOf(call.name())) >= 0;
      return report(
          Problem.UNKNOWN_FUNCTION,
          call.start(),
          call.name().dotted(),
          scope.owner(),
          (state ? " Keys" : " Components")
              + " are written without parentheses: '"
              + call.name().dotted()
              + "'.");
    }
    return switch (call.name().dotted()) {
      case "changed" -> changed(call);
      case "exists" -> exists(call);
      default -> predicate(call, nextTest);
    };
  }

  private static Expression.Name firstOf(Expression.Name name) {
    return new Expression.Name(name.parts().subList(0, 1), name.starts().subList(0, 1), name.end());
  }

  private @Nullable Condition changed(Expression.Call call) {
    if (scope.states().isEmpty()) {
      return report(Problem.NO_STATE, call.start(), "changed()");
    }
    Map<Integer, Set<Term.Key>> keys = new LinkedHashMap<>();
    Set<Integer> whole = new LinkedHashSet<>();
    if (call.arguments().isEmpty()) {
      IntStream.range(0, scope.states().size()).forEach(whole::add);
    }
    boolean wrong = false;
    for (Expression argument : call.arguments()) {
      int state =
          argument.bare() instanceof Expression.Name name && !isKeyless(name)
              ? names.state(name)
              : -1;
      if (state >= 0) {
        whole.add(state);
        continue;
      }
      Term.Key key = key(call, argument);
      if (key == null) {
        wrong = true;
      } else {
        keys.computeIfAbsent(key.state(), k -> new LinkedHashSet<>()).add(key);
      }
    }
    if (wrong) {
      return null;
    }
    List<Condition> changes = new ArrayList<>();
    for (int state = 0; state < scope.states().size(); state++) {
      if (whole.contains(state)) {
        changes.add(new Condition.Changed(state, List.of()));
      } else if (keys.containsKey(state)) {
        changes.add(new Condition.Changed(state, List.copyOf(keys.get(state))));
      }
    }
    return Typer.balanced(changes, Condition.Or::new);
  }

  /** A name that is an argument is no state, even where a state's parameter has it. */
  private boolean isKeyless(Expression.Name name) {
    return scope.arguments().stream().anyMatch(a -> a.name().equals(name.dotted()));
  }

  private @Nullable Condition exists(Expression.Call call) {
    if (call.arguments().size() != 1) {
      return report(
          Problem.ARGUMENT_COUNT,
          call.start(),
          "exists()",
          "one key",
          call.arguments().size(),
          "'exists(key)' for each key");
    }
    Term.Key key = key(call, call.arguments().get(0));
    return key == null ? null : new Condition.Exists(key);
  }

  private Term.@Nullable Key key(Expression.Call call, Expression argument) {
    Expression bare = argument.bare();
    if (bare instanceof Expression.Name name) {
      Term term = names.resolve(name, null);
      if (term == null) {
        return null;
      }
      if (term instanceof Term.Key key) {
        return key;
      }
    }
    return report(
        Problem.KEY_EXPECTED,
        bare.start(),
        call.name().dotted() + "()",
        Quoted.of(text.substring(bare.start(), bare.end())));
  }

  private @Nullable Condition predicate(Expression.Call call, int nextTest) {
    String name = call.name().dotted();
    List<Scope.Predicate> named =
        scope.predicates().stream().filter(p -> p.name().equals(name)).toList();
    if (named.isEmpty()) {
      return report(
          Problem.UNKNOWN_FUNCTION, call.start(), name + "()", scope.owner(), suggestion(name));
    }
    for (Scope.Predicate predicate : named) {
      if (isUsable(predicate)) {
        if (!call.arguments().isEmpty()) {
          return report(
              Problem.ARGUMENT_COUNT,
              call.start(),
              name + "()",
              "no arguments",
              call.arguments().size(),
              "'" + name + "()': its states are passed by themselves");
        }
        return new Condition.PredicateCall(
            nextTest, List.copyOf(new TreeSet<>(predicate.states())), name, predicate.states());
      }
    }
    return unusable(call, named.get(0));
  }

  private static boolean isUsable(Scope.Predicate predicate) {
    return predicate.isStatic()
        && !predicate.isPrivate()
        && predicate.returnsBoolean()
        && !predicate.states().isEmpty()
        && !predicate.states().contains(-1);
  }

  private @Nullable Condition unusable(Expression.Call call, Scope.Predicate predicate) {
    String shown =
        scope.owner()
            + "."
            + predicate.name()
            + "("
            + String.join(", ", predicate.shownParameters())
            + ")";
    if (predicate.isPrivate()) {
      return report(Problem.PREDICATE_PRIVATE, call.start(), shown);
    }
    if (!predicate.isStatic()) {
      return report(Problem.PREDICATE_NOT_STATIC, call.start(), shown, scope.owner());
    }
    if (!predicate.returnsBoolean()) {
      return report(Problem.PREDICATE_RESULT, call.start(), shown);
    }
    String wrong = "nothing";
    for (int i = predicate.states().size() - 1; i >= 0; i--) {
      if (predicate.states().get(i) < 0) {
        wrong = Quoted.article(predicate.shownParameters().get(i));
      }
    }
    return report(
        Problem.PREDICATE_PARAMETERS, call.start(), shown, wrong, predicate.name(), wanted());
  }

  private String wanted() {
    return scope.states().isEmpty()
        ? "Bakery bakery"
        : scope.states().stream()
            .map(
                state -> state.name() + " " + state.name().substring(0, 1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private String suggestion(String wrong) {
    boolean isKey =
        scope.states().stream()
            .flatMap(state -> state.keys().stream())
            .anyMatch(key -> key.name().equals(wrong));
    if (isKey) {
      return " Keys are written without parentheses: '" + wrong + "'.";
    }
    return Suggestions.closest(wrong, names.functions())
        .map(name -> " Did you mean '" + name + "()'?")
        .orElse(" Declare 'static boolean " + Quoted.oneLine(wrong) + "(" + wanted() + ")' there.");
  }

  private <T> @Nullable T report(Problem problem, int offset, Object... things) {
    findings.add(problem, offset, things);
    return null;
  }
}
