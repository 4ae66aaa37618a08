package dev.zproc.processor.condition;

import dev.zproc.runtime.spi.WaitCondition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state at one revision, the arguments of a call, and what a compiled condition makes of them.
 */
final class World {

  /** Values of keys by name, of arguments by name, of components by their dotted path. */
  final Map<String, @Nullable Object> values = new HashMap<>();

  final Set<String> existing = new HashSet<>();
  final Set<String> changed = new HashSet<>();
  final Set<String> holding = new HashSet<>();

  static World random(Random random) {
    World world = new World();
    for (Scope.Key key : Bakery.KEYS) {
      world.values.put(key.name(), RandomValues.of(key.type(), key.nullable(), random));
      add(world.existing, key.name(), random);
      add(world.changed, key.name(), random);
    }
    for (Scope.Argument argument : Bakery.ARGUMENTS) {
      boolean nullable = argument.type().isReference();
      world.values.put(argument.name(), RandomValues.of(argument.type(), nullable, random));
    }
    boolean broken = world.values.get("last") == null;
    for (Type.Component component : Bakery.ORDER.components().get()) {
      world.values.put(
          "last." + component.name(),
          broken
              ? null
              : RandomValues.of(component.type(), component.type().isReference(), random));
    }
    boolean nobody = world.values.get("last.customer") == null;
    world.values.put(
        "last.customer.name",
        nobody ? null : RandomValues.of(Type.of(ScalarKind.STRING), true, random));
    add(world.holding, "enough", random);
    add(world.holding, "plenty", random);
    return world;
  }

  private static void add(Set<String> names, String name, Random random) {
    if (random.nextBoolean()) {
      names.add(name);
    }
  }

  /** Evaluates what the compiler made, by indexes, with the comparisons of engine and child. */
  boolean holds(Condition condition) {
    if (condition instanceof Condition.Constant constant) {
      return constant.holds();
    }
    if (condition instanceof Condition.And and) {
      return holds(and.left()) && holds(and.right());
    }
    if (condition instanceof Condition.Or or) {
      return holds(or.left()) || holds(or.right());
    }
    if (condition instanceof Condition.Not not) {
      return !holds(not.negated());
    }
    if (condition instanceof Condition.Exists exists) {
      return existing.contains(name(exists.key()));
    }
    if (condition instanceof Condition.Changed change) {
      return change.keys().isEmpty()
          ? !changed.isEmpty()
          : change.keys().stream().anyMatch(key -> changed.contains(name(key)));
    }
    if (condition instanceof Condition.PredicateCall call) {
      return holding.contains(call.method());
    }
    if (condition instanceof Condition.Comparison c) {
      return Engine.compare(value(c.left()), c.relation(), value(c.right()));
    }
    Condition.ComponentComparison c = (Condition.ComponentComparison) condition;
    return dev.zproc.runtime.spi.Comparisons.holds(
        value(c.left()), WaitCondition.Relation.valueOf(c.relation().name()), value(c.right()));
  }

  private @Nullable Object value(Term term) {
    if (term instanceof Term.Key key) {
      return values.get(name(key));
    }
    if (term instanceof Term.Argument argument) {
      return values.get(Bakery.ARGUMENTS.get(argument.index()).name());
    }
    if (term instanceof Term.Component component) {
      return values.get(name(component.key()) + "." + String.join(".", component.accessors()));
    }
    if (term instanceof Term.Literal literal) {
      return literal.value();
    }
    return term instanceof Term.EnumConstant constant ? constant : null;
  }

  private static String name(Term.Key key) {
    return Bakery.KEYS.get(key.key()).name();
  }
}
