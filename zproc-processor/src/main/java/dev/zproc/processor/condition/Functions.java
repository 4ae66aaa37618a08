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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives calls their meaning: {@code changed}, {@code exists}, the user's methods.
 *
 * <p>Threads: not safe.
 */
final class Functions {

  private static final Pattern METHOD =
      Pattern.compile("(.+)\\.(\\w+)\\s*\\((.*)\\)", Pattern.DOTALL);

  static final List<String> BUILT_IN = List.of("changed", "exists");

  private final String text;
  private final Scope scope;
  private final Names names;
  private final Findings findings;
  private final Hints hints;

  Functions(String text, Scope scope, Names names, Findings findings) {
    this.text = text;
    this.scope = scope;
    this.names = names;
    this.findings = findings;
    this.hints = new Hints(scope);
  }

  /** The condition that {@code call} is; null if it is none, which is reported. */
  @Nullable Condition type(Expression.Call call, int nextTest) {
    if (call.name().parts().size() > 1) {
      return onlyJava(call);
    }
    return switch (call.name().dotted()) {
      case "changed" -> changed(call);
      case "exists" -> exists(call);
      default -> predicate(call, nextTest);
    };
  }

  /** Whether {@code expression} is the value of a call, or of something else that Java has. */
  boolean isValue(Expression expression) {
    return expression instanceof Expression.Beyond
        || (expression instanceof Expression.Call call
            && !BUILT_IN.contains(call.name().dotted())
            && scope.predicates().stream()
                .noneMatch(p -> p.name().equals(call.name().dotted()) && p.returnsBoolean()));
  }

  /** Reports that a condition cannot say {@code expression}, and how to say it. */
  @Nullable Condition value(Expression expression) {
    if (expression instanceof Expression.Call call) {
      for (Scope.Predicate predicate : scope.predicates()) {
        if (predicate.name().equals(call.name().dotted())) {
          return unusable(call, predicate);
        }
      }
    }
    return onlyJava(expression);
  }

  private @Nullable Condition onlyJava(Expression expression) {
    String written = text.substring(expression.start(), expression.end());
    return report(
        Problem.ONLY_JAVA,
        expression.start(),
        Quoted.oneLine(written),
        remedy(expression, written));
  }

  private String remedy(Expression expression, String written) {
    String bare = written.replaceAll("\\(\\s*\\)", "").replaceAll("\\s", "");
    String plain = bare.replaceFirst("\\.(get|value)$", "");
    if (names.peekTerm(plain) != null) {
      return "Write '" + plain + "'";
    }
    String property = plain.matches("(get|is)[A-Z]\\w*") ? plain.replaceFirst("get|is", "") : "";
    if (!property.isEmpty()) {
      String key = property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
      if (names.peekTerm(key) != null) {
        return "Write '" + key + "'";
      }
    }
    Matcher call = METHOD.matcher(Quoted.oneLine(written));
    String said = call.matches() ? said(call.group(1), call.group(2), call.group(3)) : null;
    return said == null ? hints.predicate(keyIn(expression)) : "Write " + said;
  }

  /** The key that an operand which conditions cannot have is about; null if there is none. */
  private Term.@Nullable Key keyIn(Expression expression) {
    Expression operand =
        expression instanceof Expression.Beyond beyond ? beyond.operand().bare() : expression;
    if (operand instanceof Expression.Name name) {
      return key(name.dotted());
    }
    if (operand instanceof Expression.Call call) {
      int last = call.name().parts().size() - 1;
      Term.Key receiver = key(String.join(".", call.name().parts().subList(0, last)));
      if (receiver != null) {
        return receiver;
      }
      for (Expression argument : call.arguments()) {
        Term.Key key = keyIn(argument.bare());
        if (key != null) {
          return key;
        }
      }
    }
    return null;
  }

  /** How conditions say {@code foo.equals('x')}, {@code Kitchen.enough()}; null if they do not. */
  private @Nullable String said(String before, String method, String argument) {
    String outer = before.replaceAll("\\(\\s*\\)|\\s", "").replaceFirst("^this\\.", "");
    Term.Typed receiver = names.peekTerm(outer);
    boolean isPredicate = scope.predicates().stream().anyMatch(p -> p.name().equals(method));
    if (receiver == null && isPredicate) {
      return "'" + method + "()'";
    }
    String relation = Words.relation(method);
    boolean compares = receiver != null || names.peekTerm(argument.strip()) != null;
    if (relation != null && compares && !argument.isBlank()) {
      String said = outer + " " + relation + " " + Quoted.oneLine(argument);
      return said.indexOf('\'') >= 0 ? '"' + said + '"' : "'" + said + "'";
    }
    String function = Words.function(method);
    if (receiver instanceof Term.Key && function != null) {
      return "'" + function + "(" + outer + ")'";
    }
    if (receiver != null && method.equals("isNull")) {
      return "'" + outer + " == null'";
    }
    if (receiver != null && method.equals("isEmpty") && Guesses.isText(receiver.type())) {
      return '"' + outer + " == ''\"";
    }
    return receiver != null
            && receiver.type() instanceof Type.Enumeration type
            && !type.constants().isEmpty()
            && method.matches("name|toString")
        ? "'" + outer + " == " + type.constants().get(0) + "', or another constant without quotes"
        : null;
  }

  /** The key that {@code name} is, or lies in; null if there is none. */
  private Term.@Nullable Key key(String name) {
    Term.Typed term = names.peekTerm(name);
    return term instanceof Term.Component component
        ? component.key()
        : term instanceof Term.Key key ? key : null;
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
          call.arguments().isEmpty()
              ? "'exists(key)'"
              : call.arguments().stream()
                  .map(key -> "exists(" + slice(key) + ")")
                  .collect(Collectors.joining(" && ", "'", "'")));
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
        Quoted.of(text.substring(bare.start(), bare.end())),
        keyRemedy(call.name().dotted(), bare));
  }

  /** For what stands where a key should: {@code changed('foo')}, {@code changed(a && b)}. */
  private String keyRemedy(String function, Expression wrong) {
    if (wrong instanceof Expression.Text quoted && names.peekTerm(quoted.value()) != null) {
      return "Write '" + function + "(" + quoted.value() + ")', without quotes";
    }
    if (wrong instanceof Expression.Name name
        && names.peekTerm(name.dotted()) instanceof Term.Component) {
      return function.equals("exists")
          ? "Write 'exists(" + name.parts().get(0) + ")' or '" + name.dotted() + " != null'"
          : "Write 'changed(" + name.parts().get(0) + ")'";
    }
    if (wrong instanceof Expression.Comparing comparing) {
      for (Expression side : List.of(comparing.left().bare(), comparing.right().bare())) {
        if (side instanceof Expression.Name name && key(name.dotted()) != null) {
          String key = name.parts().get(0);
          return "Write '" + function + "(" + key + ") && " + slice(wrong) + "'";
        }
      }
    }
    List<Expression> parts =
        wrong instanceof Expression.All all
            ? all.parts()
            : wrong instanceof Expression.Either either ? either.parts() : List.of();
    boolean allNames = parts.stream().allMatch(part -> part.bare() instanceof Expression.Name);
    if (!parts.isEmpty() && allNames) {
      String join = wrong instanceof Expression.All ? " && " : " || ";
      return parts.stream()
          .map(part -> function + "(" + slice(part.bare()) + ")")
          .collect(Collectors.joining(join, "Write '", "'"));
    }
    return "Name a key";
  }

  private String slice(Expression expression) {
    return Quoted.oneLine(text.substring(expression.start(), expression.end()));
  }

  private @Nullable Condition predicate(Expression.Call call, int nextTest) {
    String name = call.name().dotted();
    List<Scope.Predicate> named =
        scope.predicates().stream().filter(p -> p.name().equals(name)).toList();
    if (named.isEmpty()) {
      return report(
          Problem.UNKNOWN_FUNCTION, call.start(), name + "()", scope.owner(), suggestion(name));
    }
    List<Scope.Predicate> usable = named.stream().filter(Functions::isUsable).toList();
    if (usable.isEmpty()) {
      return unusable(call, named.get(0));
    }
    if (usable.size() > 1) {
      return report(
          Problem.PREDICATE_AMBIGUOUS,
          call.start(),
          name + "()",
          shown(usable.get(0)),
          shown(usable.get(1)));
    }
    if (!call.arguments().isEmpty()) {
      return report(
          Problem.ARGUMENT_COUNT,
          call.start(),
          name + "()",
          "no arguments",
          call.arguments().size(),
          "'" + name + "()': its states are passed by themselves");
    }
    List<Integer> states = usable.get(0).states();
    return new Condition.PredicateCall(nextTest, List.copyOf(new TreeSet<>(states)), name, states);
  }

  private static boolean isUsable(Scope.Predicate predicate) {
    return predicate.isStatic()
        && !predicate.isPrivate()
        && predicate.returnsBoolean()
        && predicate.thrown().isEmpty()
        && !predicate.states().isEmpty()
        && !predicate.states().contains(-1);
  }

  private @Nullable Condition unusable(Expression.Call call, Scope.Predicate predicate) {
    String shown = shown(predicate);
    if (predicate.isPrivate()) {
      return report(Problem.PREDICATE_PRIVATE, call.start(), shown);
    }
    if (!predicate.isStatic()) {
      return report(Problem.PREDICATE_NOT_STATIC, call.start(), shown, scope.owner());
    }
    if (!predicate.returnsBoolean()) {
      return report(Problem.PREDICATE_RESULT, call.start(), shown);
    }
    if (!predicate.thrown().isEmpty()) {
      return report(Problem.PREDICATE_THROWS, call.start(), shown, predicate.thrown());
    }
    String wrong = "nothing";
    for (int i = predicate.states().size() - 1; i >= 0; i--) {
      if (predicate.states().get(i) < 0) {
        wrong = Quoted.article(predicate.shownParameters().get(i));
      }
    }
    return report(
        Problem.PREDICATE_PARAMETERS,
        call.start(),
        shown,
        wrong,
        predicate.name(),
        hints.parameters());
  }

  private String shown(Scope.Predicate predicate) {
    return scope.owner()
        + "."
        + predicate.name()
        + "("
        + String.join(", ", predicate.shownParameters())
        + ")";
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
        .orElse(
            " Declare 'static boolean "
                + Quoted.oneLine(wrong)
                + "("
                + hints.parameters()
                + ")' there.");
  }

  private <T> @Nullable T report(Problem problem, int offset, Object... things) {
    findings.add(problem, offset, things);
    return null;
  }
}
