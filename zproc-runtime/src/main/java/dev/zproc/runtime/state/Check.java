package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Change;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.wait.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is evaluated here: it knows which keys it looks at.
 *
 * <p>Threads: immutable.
 */
abstract class Check {

  /** Stands for commits that changed everything, when nobody can tell any more what they did. */
  static final List<CommitEvent> UNKNOWN = List.of(new CommitEvent(0, 0, List.of()));

  /** The keys whose changes may alter the answer. */
  private final List<KeyRange> mentioned = new ArrayList<>();

  /** Whether it may begin to hold because nothing has changed any more. */
  private boolean negatesChange;

  /**
   * @param view the state
   * @param changes the commits since the last evaluation, without those that do not count
   */
  abstract boolean holds(View view, List<CommitEvent> changes);

  List<KeyRange> mentioned() {
    return List.copyOf(mentioned);
  }

  boolean negatesChange() {
    return negatesChange;
  }

  final void mentions(KeyRange range) {
    mentioned.add(range);
  }

  private void contains(Check part, boolean negated) {
    mentioned.addAll(part.mentioned);
    negatesChange |= part.negatesChange || negated && part instanceof Changed;
    if (negated) {
      negatesChange |= part.holdsChanged();
    }
  }

  /** Whether {@code changed(…)} is part of it. */
  boolean holdsChanged() {
    return false;
  }

  static Check of(Criterion criterion) {
    if (criterion instanceof Criterion.Constant constant) {
      return constant(constant.holds());
    } else if (criterion instanceof Criterion.Comparison comparison) {
      return new Comparison(comparison);
    } else if (criterion instanceof Criterion.Exists exists) {
      return new Exists(exists.key());
    } else if (criterion instanceof Criterion.Changed changed) {
      return new Changed(changed.keys());
    } else if (criterion instanceof Criterion.And and) {
      return all(parts(and.all()));
    } else if (criterion instanceof Criterion.Or or) {
      return any(parts(or.any()));
    } else {
      return not(of(((Criterion.Not) criterion).negated()));
    }
  }

  private static List<Check> parts(List<Criterion> criteria) {
    List<Check> parts = new ArrayList<>();
    for (Criterion criterion : criteria) {
      parts.add(of(criterion));
    }
    return parts;
  }

  static Check constant(boolean holds) {
    return new Constant(holds);
  }

  static Check all(List<Check> parts) {
    return new Join(parts, true);
  }

  static Check any(List<Check> parts) {
    return new Join(parts, false);
  }

  static Check not(Check negated) {
    return new Not(negated);
  }

  private static final class Constant extends Check {
    private final boolean holds;

    Constant(boolean holds) {
      this.holds = holds;
    }

    @Override
    boolean holds(View view, List<CommitEvent> changes) {
      return holds;
    }
  }

  private static final class Comparison extends Check {
    private final Criterion.Comparison comparison;

    Comparison(Criterion.Comparison comparison) {
      this.comparison = comparison;
      mention(comparison.left());
      mention(comparison.right());
    }

    private void mention(Operand operand) {
      if (operand instanceof Operand.Key key) {
        mentions(KeyRange.single(key.key()));
      }
    }

    @Override
    boolean holds(View view, List<CommitEvent> changes) {
      return Scalar.compare(
          value(comparison.left(), view), comparison.relation(), value(comparison.right(), view));
    }

    private static @Nullable Bytes value(Operand operand, View view) {
      if (operand instanceof Operand.Key key) {
        Bytes value = view.value(key.key());
        return value == null ? key.initial() : value;
      }
      return ((Operand.Literal) operand).value();
    }
  }

  private static final class Exists extends Check {
    private final Bytes key;

    Exists(Bytes key) {
      this.key = key;
      mentions(KeyRange.single(key));
    }

    @Override
    boolean holds(View view, List<CommitEvent> changes) {
      return view.find(key) != null;
    }
  }

  private static final class Changed extends Check {
    private final KeySelection keys;

    Changed(KeySelection keys) {
      this.keys = keys;
      keys.included().forEach(this::mentions);
    }

    @Override
    boolean holdsChanged() {
      return true;
    }

    @Override
    boolean holds(View view, List<CommitEvent> changes) {
      if (changes == UNKNOWN) {
        return true;
      }
      for (CommitEvent event : changes) {
        for (Change change : event.changes()) {
          if (keys.contains(change.key()) && !change.identical()) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static final class Join extends Check {
    private final List<Check> parts;
    private final boolean all;

    Join(List<Check> parts, boolean all) {
      this.parts = parts;
      this.all = all;
      for (Check part : parts) {
        super.contains(part, false);
      }
    }

    @Override
    boolean holdsChanged() {
      for (Check part : parts) {
        if (part.holdsChanged()) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean holds(View view, List<CommitEvent> changes) {
      for (Check part : parts) {
        if (part.holds(view, changes) != all) {
          return !all;
        }
      }
      return all;
    }
  }

  private static final class Not extends Check {
    private final Check negated;

    Not(Check negated) {
      this.negated = negated;
      super.contains(negated, true);
    }

    @Override
    boolean holdsChanged() {
      return negated.holdsChanged();
    }

    @Override
    boolean holds(View view, List<CommitEvent> changes) {
      return !negated.holds(view, changes);
    }
  }
}
