package dev.zproc.processor.condition;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says how to wait for what conditions have no words for: with a method of one's own.
 *
 * <p>Threads: immutable.
 */
final class Hints {

  private static final List<String> PREDICATES = List.of("enough", "ready", "holds");

  private final Scope scope;

  Hints(Scope scope) {
    this.scope = scope;
  }

  /** {@code Declare 'static boolean enough(Bakery b)' in 'Kitchen', and write 'enough()'}. */
  String predicate() {
    return predicate(null);
  }

  /**
   * The same, as a clause behind an "or": {@code declare …}.
   *
   * @param key what the method has to look at, if that is known
   */
  String orPredicate(Term.@Nullable Key key) {
    return "d" + predicate(key).substring(1);
  }

  /** As {@link #predicate()}, with {@code which looks into 'b.names()'}. */
  String predicate(Term.@Nullable Key key) {
    Set<String> taken =
        scope.predicates().stream().map(Scope.Predicate::name).collect(Collectors.toSet());
    String name =
        Stream.concat(PREDICATES.stream(), Stream.iterate(2, i -> i + 1).map(i -> "enough" + i))
            .filter(candidate -> !taken.contains(candidate))
            .findFirst()
            .orElseThrow();
    String looks =
        key == null
            ? ""
            : ", which looks into '"
                + parameter(scope.states().get(key.state()))
                + "."
                + scope.states().get(key.state()).keys().stream()
                    .filter(k -> k.index() == key.key())
                    .map(Scope.Key::name)
                    .findFirst()
                    .orElseThrow()
                + "()'";
    return "Declare 'static boolean "
        + name
        + "("
        + (key == null ? parameters() : declared(scope.states().get(key.state())))
        + ")' in '"
        + scope.owner()
        + "'"
        + looks
        + ", and write '"
        + name
        + "()'";
  }

  /** The parameters of such a method: {@code Bakery b, Shop s}. */
  String parameters() {
    return scope.states().isEmpty()
        ? "Bakery b"
        : scope.states().stream().map(Hints::declared).collect(Collectors.joining(", "));
  }

  private static String declared(Scope.State state) {
    return state.name() + " " + parameter(state);
  }

  private static String parameter(Scope.State state) {
    String simple = state.name().substring(state.name().lastIndexOf('.') + 1);
    return simple.substring(0, 1).toLowerCase(Locale.ROOT);
  }
}
