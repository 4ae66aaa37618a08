package dev.zproc.processor.condition;

import java.util.List;

/**
 * What the names in a condition can mean. The reader fills it from the annotated method.
 *
 * @param owner the class of the method, as messages show it; predicates are declared there
 * @param states the states among the method's parameters, each once, or the one that the annotation
 *     names
 * @param arguments the parameters that the launcher's factory takes
 * @param predicates all methods of the owner, whatever their shape, so that a wrong one can be told
 *     from a missing one
 */
public record Scope(
    String owner, List<State> states, List<Argument> arguments, List<Predicate> predicates) {

  public Scope {
    states = List.copyOf(states);
    arguments = List.copyOf(arguments);
    predicates = List.copyOf(predicates);
  }

  /**
   * A state; its position in {@link #states()} is what {@link Term.Key#state()} refers to.
   *
   * @param name the interface as messages show it: {@code Bakery}
   * @param qualifiers the parameters that hold this state, accessor and snapshot alike; empty if
   *     the annotation names it
   */
  public record State(String name, List<String> qualifiers, List<Key> keys) {
    public State {
      qualifiers = List.copyOf(qualifiers);
      keys = List.copyOf(keys);
    }
  }

  /**
   * A key.
   *
   * @param index its index in the schema
   * @param nullable whether it can be absent: false for primitives, collections and keys with an
   *     initial value
   */
  public record Key(String name, int index, Type type, boolean nullable) {}

  /**
   * An argument.
   *
   * @param index its index in the call, as {@code Arguments.argument(index)} counts
   */
  public record Argument(String name, int index, Type type) {}

  /**
   * A method of the owner.
   *
   * @param thrown a checked exception that it declares, as messages show it; empty if there is none
   * @param states for each parameter the index in {@link #states()}, or -1 if it is none of them
   * @param shownParameters for each parameter its type, as messages show it
   */
  public record Predicate(
      String name,
      boolean isStatic,
      boolean isPrivate,
      boolean returnsBoolean,
      String thrown,
      List<Integer> states,
      List<String> shownParameters) {
    public Predicate {
      states = List.copyOf(states);
      shownParameters = List.copyOf(shownParameters);
    }
  }
}
