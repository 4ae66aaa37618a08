package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Criterion} made ready to be evaluated often: it knows which keys it mentions, and takes
 * the truth of each {@link Criterion.Changed} in it from the caller.
 *
 * <p>Threads: immutable.
 */
final class CriterionEvaluator {

  /** A part of the criterion: a function of the values of keys and of what has changed. */
  private interface Term {
    boolean holds(Function<Bytes, @Nullable Bytes> values, boolean[] changed);
  }

  private static final boolean[] NONE = {};

  private final Term root;
  private final List<Selector> selectors = new ArrayList<>(1);
  private final Set<Bytes> keys;
  private final Map<Bytes, Guard> guards;
  private boolean negated;

  CriterionEvaluator(Criterion criterion) {
    Set<Bytes> mentioned = new HashSet<>();
    root = compile(criterion, false, mentioned);
    keys = Set.copyOf(mentioned);
    Map<Bytes, Guard> found = new LinkedHashMap<>();
    guard(criterion, found);
    guards = Map.copyOf(found);
  }

  /** Whether the criterion holds, given values as scalars and, by position, what has changed. */
  boolean holds(Function<Bytes, @Nullable Bytes> values, boolean[] changed) {
    return root.holds(values, changed);
  }

  /** Whether a change of {@code key} may alter what the criterion says. */
  boolean mentions(Bytes key) {
    if (keys.contains(key)) {
      return true;
    }
    for (Selector selector : selectors) {
      if (selector.contains(key)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the keys whose values it compares or asks for. */
  Set<Bytes> keys() {
    return keys;
  }

  /** Returns the value that a key must have for the criterion to hold, for keys that have one. */
  Map<Bytes, Guard> guards() {
    return guards;
  }

  /** Returns the selections whose changes it looks at, in the order of the truths that it takes. */
  List<Selector> selectors() {
    return selectors;
  }

  /** Returns the truths that say that nothing has changed. */
  boolean[] nothingChanged() {
    return selectors.isEmpty() ? NONE : new boolean[selectors.size()];
  }

  /** Whether it may begin to hold because, after a change, nothing more has changed. */
  boolean mayHoldAfterwards() {
    return negated;
  }

  private Term compile(Criterion criterion, boolean inverted, Set<Bytes> mentioned) {
    if (criterion instanceof Criterion.Constant constant) {
      return (values, changed) -> constant.holds();
    } else if (criterion instanceof Criterion.Comparison comparison) {
      Operand left = comparison.left();
      Operand right = comparison.right();
      Relation relation = comparison.relation();
      mention(left, mentioned);
      mention(right, mentioned);
      return (values, changed) ->
          Scalar.compare(value(left, values), relation, value(right, values));
    } else if (criterion instanceof Criterion.Exists exists) {
      mentioned.add(exists.key());
      return (values, changed) -> values.apply(exists.key()) != null;
    } else if (criterion instanceof Criterion.Changed change) {
      int position = selectors.size();
      selectors.add(new Selector(change.keys()));
      negated |= inverted;
      return (values, changed) -> changed[position];
    } else if (criterion instanceof Criterion.Not not) {
      Term term = compile(not.negated(), !inverted, mentioned);
      return (values, changed) -> !term.holds(values, changed);
    } else if (criterion instanceof Criterion.And and) {
      Term[] all = compile(and.all(), inverted, mentioned);
      return (values, changed) -> Arrays.stream(all).allMatch(term -> term.holds(values, changed));
    } else if (criterion instanceof Criterion.Or or) {
      Term[] any = compile(or.any(), inverted, mentioned);
      return (values, changed) -> Arrays.stream(any).anyMatch(term -> term.holds(values, changed));
    }
    throw new IllegalStateException("unknown criterion " + criterion);
  }

  private Term[] compile(List<Criterion> criteria, boolean inverted, Set<Bytes> mentioned) {
    return criteria.stream()
        .map(criterion -> compile(criterion, inverted, mentioned))
        .toArray(Term[]::new);
  }

  private static void mention(Operand operand, Set<Bytes> mentioned) {
    if (operand instanceof Operand.Key key) {
      mentioned.add(key.key());
    }
  }

  private static @Nullable Bytes value(Operand operand, Function<Bytes, @Nullable Bytes> values) {
    if (operand instanceof Operand.Key key) {
      Bytes value = values.apply(key.key());
      return value == null ? key.initial() : value;
    }
    return ((Operand.Literal) operand).value();
  }

  private static void guard(Criterion criterion, Map<Bytes, Guard> found) {
    if (criterion instanceof Criterion.And and) {
      and.all().forEach(each -> guard(each, found));
    } else if (criterion instanceof Criterion.Comparison comparison
        && comparison.relation() == Relation.EQUAL) {
      guard(comparison.left(), comparison.right(), found);
      guard(comparison.right(), comparison.left(), found);
    }
  }

  private static void guard(Operand one, Operand other, Map<Bytes, Guard> found) {
    if (one instanceof Operand.Key key && other instanceof Operand.Literal literal) {
      found.putIfAbsent(key.key(), new Guard(key.key(), literal.value(), key.initial()));
    }
  }
}
