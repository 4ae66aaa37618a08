package dev.zproc.runtime.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Criterion} made ready to be evaluated often: it knows which keys it looks at, and takes
 * what is true of them from the caller. There is no other evaluation of conditions.
 */
public final class Evaluator {

  /** What one evaluation looks at. */
  public interface Facts {

    /** The value of {@code key}; null if it is absent. */
    @Nullable Bytes value(Bytes key);

    /** Whether a key of the {@link Criterion.Changed} at this position has changed. */
    boolean changed(int position);

    /** Whether the {@link Criterion.Tested} of this number holds. */
    default boolean tested(int id) {
      throw new IllegalStateException("test " + id + " was left to an engine, which runs no code");
    }
  }

  private interface Term {
    boolean holds(Facts facts);
  }

  private static final boolean[] NONE = {};

  private final Term root;
  private final Set<Bytes> keys = new LinkedHashSet<>();
  private final List<Selector> changes = new ArrayList<>(1);
  private final List<Selector> tests = new ArrayList<>(0);
  private boolean negated;

  public Evaluator(Criterion criterion) {
    root = compile(criterion, false);
  }

  public boolean holds(Facts facts) {
    return root.holds(facts);
  }

  /** Whether a change of {@code key} may alter what the criterion says. */
  public boolean mentions(Bytes key) {
    return keys.contains(key) || selects(changes, key) || selects(tests, key);
  }

  private static boolean selects(List<Selector> selectors, Bytes key) {
    for (Selector selector : selectors) {
      if (selector.contains(key)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the ranges outside of which it mentions no key, but for {@code left}. */
  public List<KeyRange> ranges(Set<Bytes> left) {
    List<KeyRange> ranges = new ArrayList<>();
    for (Bytes key : keys) {
      if (!left.contains(key)) {
        ranges.add(KeyRange.single(key));
      }
    }
    changes.forEach(selector -> ranges.addAll(selector.included()));
    tests.forEach(selector -> ranges.addAll(selector.included()));
    return ranges;
  }

  /** Returns the answers to {@link Facts#changed} where nothing has changed. */
  public boolean[] nothingChanged() {
    return changes.isEmpty() ? NONE : new boolean[changes.size()];
  }

  /** Adds to these answers what changed other than to the same bytes. */
  public void mark(boolean[] changed, List<KeyChange> different) {
    for (int i = 0; i < changed.length; i++) {
      Selector selector = changes.get(i);
      for (int j = 0; !changed[i] && j < different.size(); j++) {
        changed[i] = selector.contains(different.get(j).key());
      }
    }
  }

  /** Whether it may begin to hold because, after a change, nothing more has changed. */
  public boolean mayHoldAfterwards() {
    return negated;
  }

  private Term compile(Criterion criterion, boolean inverted) {
    if (criterion instanceof Criterion.Constant constant) {
      return facts -> constant.holds();
    } else if (criterion instanceof Criterion.Comparison comparison) {
      return compile(comparison);
    } else if (criterion instanceof Criterion.Exists exists) {
      keys.add(exists.key());
      return facts -> facts.value(exists.key()) != null;
    } else if (criterion instanceof Criterion.Changed change) {
      int position = changes.size();
      changes.add(new Selector(change.keys()));
      negated |= inverted;
      return facts -> facts.changed(position);
    } else if (criterion instanceof Criterion.Tested test) {
      tests.add(new Selector(new KeySelection(test.keys(), List.of())));
      return facts -> facts.tested(test.id());
    } else if (criterion instanceof Criterion.Not not) {
      Term term = compile(not.negated(), !inverted);
      return facts -> !term.holds(facts);
    }
    boolean all = criterion instanceof Criterion.And;
    Term[] terms = new Term[criterion.parts().size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = compile(criterion.parts().get(i), inverted);
    }
    return facts -> {
      for (Term term : terms) {
        if (term.holds(facts) != all) {
          return !all;
        }
      }
      return all;
    };
  }

  private Term compile(Criterion.Comparison comparison) {
    Operand left = comparison.left();
    Operand right = comparison.right();
    Relation relation = comparison.relation();
    mention(left);
    mention(right);
    return facts -> Scalar.compare(value(left, facts), relation, value(right, facts));
  }

  private void mention(Operand operand) {
    if (operand instanceof Operand.Key key) {
      keys.add(key.key());
    }
  }

  private static @Nullable Bytes value(Operand operand, Facts facts) {
    if (operand instanceof Operand.Key key) {
      Bytes value = facts.value(key.key());
      return value == null ? key.initial() : value;
    }
    return ((Operand.Literal) operand).value();
  }
}
