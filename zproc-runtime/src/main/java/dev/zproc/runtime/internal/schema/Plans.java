package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.WaitCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the conditions of {@code @WaitFor} into what an engine evaluates or, where they hold parts
 * that only Java can tell, into what is evaluated here.
 */
public final class Plans {

  /** The size of a map without entries. */
  private static final Bytes NONE = Scalar.of(0);

  private final Namespaces spaces;

  public Plans(Namespaces spaces) {
    this.spaces = spaces;
  }

  public static boolean isData(WaitCondition condition) {
    return tests(condition).isEmpty();
  }

  /** The states that tests may look at. */
  public static List<StateSchema<?>> tested(WaitCondition condition) {
    List<StateSchema<?>> schemas = new ArrayList<>();
    tests(condition).forEach(test -> schemas.addAll(test.schemas()));
    return schemas;
  }

  private static List<WaitCondition.Test> tests(WaitCondition condition) {
    List<WaitCondition.Test> tests = new ArrayList<>();
    for (WaitCondition leaf : condition.leaves()) {
      if (leaf instanceof WaitCondition.Test test) {
        tests.add(test);
      }
    }
    return tests;
  }

  public Criterion criterion(WaitCondition condition) {
    if (condition instanceof WaitCondition.Constant constant) {
      return new Criterion.Constant(constant.holds());
    } else if (condition instanceof WaitCondition.Comparison comparison) {
      return new Criterion.Comparison(
          operand(comparison.left()), comparison.relation().data(), operand(comparison.right()));
    } else if (condition instanceof WaitCondition.Exists exists) {
      return exists(slot(exists.key()));
    } else if (condition instanceof WaitCondition.Changed changed) {
      return new Criterion.Changed(selection(changed));
    } else if (condition instanceof WaitCondition.Test test) {
      return new Criterion.Tested(test.id(), spaces.ranges(test.schemas()));
    } else if (condition instanceof WaitCondition.Not not) {
      return new Criterion.Not(criterion(not.negated()));
    }
    List<Criterion> parts = new ArrayList<>();
    condition.parts().forEach(part -> parts.add(criterion(part)));
    return condition instanceof WaitCondition.And
        ? new Criterion.And(parts)
        : new Criterion.Or(parts);
  }

  /** A condition that is data as people read it, arguments with their values. */
  public static Phrase words(WaitCondition condition) {
    Set<String> namespaces = new HashSet<>();
    condition.leaves().forEach(leaf -> namespaces(leaf, namespaces));
    return words(condition, namespaces.size() > 1);
  }

  private static Phrase words(WaitCondition condition, boolean qualified) {
    if (condition instanceof WaitCondition.Constant constant) {
      return Phrase.of("" + constant.holds());
    } else if (condition instanceof WaitCondition.Comparison comparison) {
      return comparison.relation() == WaitCondition.Relation.EQUAL
              && comparison.left() instanceof WaitCondition.Key
              && comparison.right() instanceof WaitCondition.Value value
              && Boolean.TRUE.equals(value.value())
          ? Phrase.of(word(comparison.left(), qualified))
          : Phrase.comparison(
              word(comparison.left(), qualified),
              comparison.relation().data().sign(),
              word(comparison.right(), qualified));
    } else if (condition instanceof WaitCondition.Exists exists) {
      return Phrase.call("exists", List.of(word(exists.key(), qualified)));
    } else if (condition instanceof WaitCondition.Changed changed) {
      List<String> keys = new ArrayList<>();
      changed.keys().forEach(key -> keys.add(word(key, qualified)));
      if (keys.isEmpty() && qualified) {
        keys.add(changed.schema().namespace());
      }
      return Phrase.call("changed", keys);
    } else if (condition instanceof WaitCondition.And and) {
      return words(and.left(), qualified).and(words(and.right(), qualified));
    } else if (condition instanceof WaitCondition.Or or) {
      return words(or.left(), qualified).or(words(or.right(), qualified));
    }
    return words(((WaitCondition.Not) condition).negated(), qualified).not();
  }

  private static String word(WaitCondition.Term term, boolean qualified) {
    if (term instanceof WaitCondition.Key key) {
      String name = key.schema().keys().get(key.index()).name();
      return qualified ? key.schema().namespace() + "." + name : name;
    }
    return Phrase.value(((WaitCondition.Value) term).value());
  }

  private static void namespaces(WaitCondition leaf, Set<String> found) {
    if (leaf instanceof WaitCondition.Comparison comparison) {
      for (WaitCondition.Term term : List.of(comparison.left(), comparison.right())) {
        if (term instanceof WaitCondition.Key key) {
          found.add(key.schema().namespace());
        }
      }
    } else if (leaf instanceof WaitCondition.Exists exists) {
      found.add(exists.key().schema().namespace());
    } else if (leaf instanceof WaitCondition.Changed changed) {
      found.add(changed.schema().namespace());
    }
  }

  private Slot<?> slot(WaitCondition.Key key) {
    return spaces.namespace(key.schema()).slot(key.index());
  }

  private Operand operand(WaitCondition.Term term) {
    if (term instanceof WaitCondition.Key key) {
      Slot<?> slot = slot(key);
      if (slot.isMap()) {
        throw new IllegalArgumentException(slot + " is a map, which cannot be compared");
      }
      return slot.operand();
    }
    WaitCondition.Value value = (WaitCondition.Value) term;
    byte[] encoded = value.encoded();
    return new Operand.Literal(
        encoded != null ? Bytes.wrap(encoded) : literal(value.type(), value.value()));
  }

  // Generated code gives each literal and argument with its own type.
  @SuppressWarnings("unchecked")
  private static <T> @Nullable Bytes literal(@Nullable ValueType<T> type, @Nullable Object value) {
    return type == null || value == null ? null : Bytes.wrap(type.encode((T) value));
  }

  /** A map exists while it has an entry; its structure key stays when the last one goes. */
  private static Criterion exists(Slot<?> slot) {
    return slot.isMap()
        ? new Criterion.Comparison(
            new Operand.Key(slot.key, NONE), Relation.GREATER, new Operand.Literal(NONE))
        : new Criterion.Exists(slot.key);
  }

  private KeySelection selection(WaitCondition.Changed changed) {
    if (changed.keys().isEmpty()) {
      return KeySelection.of(spaces.namespace(changed.schema()).range);
    }
    List<KeyRange> ranges = new ArrayList<>();
    for (WaitCondition.Key key : changed.keys()) {
      ranges.add(slot(key).range);
    }
    return new KeySelection(List.copyOf(ranges), List.of());
  }
}
