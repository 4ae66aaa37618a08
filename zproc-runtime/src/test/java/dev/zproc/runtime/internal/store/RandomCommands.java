package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Sequence;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes up commands over few keys and few values, so that they get in each other's way. */
final class RandomCommands {

  static final List<Bytes> KEYS =
      List.of(
          Bytes.utf8("a"),
          Bytes.utf8("ab"),
          Bytes.utf8("b"),
          Bytes.utf8("b\0c"),
          Bytes.utf8("b\0d"),
          Bytes.wrap(new byte[] {(byte) 0xff}));

  private static final Bytes LONG_KEY = Bytes.utf8("toolongakey");

  private static final List<Bytes> VALUES =
      List.of(
          Scalar.of(0),
          Scalar.of(1),
          Scalar.of(2),
          Scalar.of(1L),
          Scalar.of(1.0),
          Scalar.of(0.0),
          Scalar.of(-0.0),
          Scalar.of(Double.NaN),
          Scalar.of(1f),
          Scalar.of(16_777_217),
          Scalar.of(16_777_216f),
          Scalar.of("x"),
          Scalar.of("y"),
          Scalar.ofEnum("x"),
          Scalar.of(true),
          Sequence.EMPTY,
          Bytes.wrap(new byte[] {'L', 1, 'x', 0, 2, 'y', 'z'}),
          Bytes.wrap(new byte[] {'L', 3, 'x'}),
          Bytes.EMPTY);

  private static final List<Bytes> ELEMENTS =
      List.of(Bytes.EMPTY, Bytes.utf8("e"), Bytes.utf8("fg"));

  private static final Bytes LONG_VALUE = Scalar.of("far too long a value");

  private final Random random;

  RandomCommands(long seed) {
    random = new Random(seed);
  }

  StoreLimits limits() {
    int revisions = pick(List.of(1, 2, 3, 5, 10, 1_000));
    long bytes = pick(List.of(300L, 1_000L, 3_000L, 1_000_000L));
    return new StoreLimits(revisions, bytes, 8, 12, 4, 100, 1_000);
  }

  List<ModelCommand> commands(int count) {
    List<ModelCommand> commands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      commands.add(command());
    }
    return commands;
  }

  private ModelCommand command() {
    int kind = random.nextInt(100);
    if (kind < 50) {
      return new ModelCommand.Run(session(), commit());
    } else if (kind < 58) {
      return new ModelCommand.Watch(watchKey(), watchSpec(), back(), credit());
    } else if (kind < 70) {
      return new ModelCommand.Await(watchKey(), conditionSpec(), back(), credit());
    } else if (kind < 82) {
      return new ModelCommand.Credit(watchKey(), credit());
    } else if (kind < 85) {
      return new ModelCommand.Cancel(watchKey());
    } else if (kind < 86) {
      return new ModelCommand.CancelSession(session());
    } else if (kind < 89) {
      return new ModelCommand.Pin(random.nextInt(2), back());
    } else if (kind < 91) {
      return new ModelCommand.Unpin(random.nextInt(2));
    } else if (kind < 95) {
      return new ModelCommand.Publish();
    }
    return new ModelCommand.Range(range(), back());
  }

  private Commit commit() {
    List<Compare> compares = random.nextInt(4) == 0 ? some(2, this::compare) : List.of();
    int operations = random.nextInt(40) == 0 ? 5 : random.nextInt(3) == 0 ? random.nextInt(4) : 1;
    List<Operation> all = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      all.add(operation());
    }
    return new Commit(compares, all, pick(List.of(Commit.Results.values())));
  }

  private Compare compare() {
    return random.nextBoolean()
        ? new Compare.Revision(key(), random.nextInt(6))
        : new Compare.Value(key(), random.nextInt(3) == 0 ? null : value(), random.nextInt(4) == 0);
  }

  private Operation operation() {
    int kind = random.nextInt(30);
    if (kind < 11) {
      return new Operation.Put(longOrKey(), random.nextInt(100) == 0 ? LONG_VALUE : value());
    } else if (kind < 15) {
      return new Operation.Add(
          key(), random.nextInt(4) == 0 ? value() : Scalar.of(random.nextInt(3)), Scalar.of(1));
    } else if (kind < 18) {
      return new Operation.Delete(key());
    } else if (kind < 20) {
      return new Operation.DeleteRange(range());
    } else if (kind < 24) {
      Bytes bound = random.nextInt(4) == 0 ? value() : Scalar.of(random.nextInt(5));
      return random.nextBoolean()
          ? new Operation.Min(longOrKey(), bound, Scalar.of(1))
          : new Operation.Max(longOrKey(), bound, Scalar.of(1));
    } else if (kind < 27) {
      Bytes initial = random.nextInt(10) == 0 ? value() : Sequence.EMPTY;
      return new Operation.Append(longOrKey(), pick(ELEMENTS), random.nextInt(8), initial);
    }
    return new Operation.Tally(longOrKey(), range());
  }

  private Bytes longOrKey() {
    return random.nextInt(100) == 0 ? LONG_KEY : key();
  }

  private WatchSpec watchSpec() {
    int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
    return new WatchSpec(selection(), 0, skipped(), random.nextBoolean(), limit);
  }

  private ConditionSpec conditionSpec() {
    return new ConditionSpec(
        criterion(3),
        0,
        skipped(),
        random.nextBoolean(),
        random.nextInt(3) == 0,
        some(3, this::range));
  }

  private Criterion criterion(int depth) {
    int kind = random.nextInt(depth == 0 ? 10 : 17);
    if (kind < 4) {
      return equality();
    } else if (kind < 6) {
      return new Criterion.Comparison(operand(), pick(List.of(Relation.values())), operand());
    } else if (kind < 9) {
      return random.nextInt(3) == 0
          ? new Criterion.Exists(key())
          : new Criterion.Changed(selection());
    } else if (kind < 10) {
      return new Criterion.Constant(random.nextInt(4) == 0);
    } else if (kind < 12) {
      return new Criterion.Not(criterion(depth - 1));
    } else if (kind < 15) {
      return new Criterion.And(List.of(criterion(depth - 1), criterion(depth - 1)));
    }
    return new Criterion.Or(List.of(criterion(depth - 1), criterion(depth - 1)));
  }

  private Criterion equality() {
    Operand of = new Operand.Key(key(), initial());
    Operand literal = new Operand.Literal(initial());
    return random.nextBoolean()
        ? new Criterion.Comparison(of, Relation.EQUAL, literal)
        : new Criterion.Comparison(literal, Relation.EQUAL, of);
  }

  private Operand operand() {
    return random.nextBoolean()
        ? new Operand.Key(key(), initial())
        : new Operand.Literal(initial());
  }

  private @Nullable Bytes initial() {
    return random.nextInt(4) == 0 ? null : value();
  }

  private KeySelection selection() {
    List<KeyRange> excluded = random.nextInt(3) == 0 ? List.of(range()) : List.of();
    return new KeySelection(some(3, this::range), excluded);
  }

  private KeyRange range() {
    return switch (random.nextInt(4)) {
      case 0 -> new KeyRange(key(), random.nextBoolean() ? null : key());
      case 1 -> KeyRange.prefix(key());
      default -> KeyRange.single(key());
    };
  }

  private <T> List<T> some(int atMost, Supplier<T> each) {
    List<T> all = new ArrayList<>();
    for (int i = random.nextInt(atMost) + (random.nextInt(8) == 0 ? 0 : 1); i > 0; i--) {
      all.add(each.get());
    }
    return List.copyOf(all);
  }

  private Bytes key() {
    return pick(KEYS);
  }

  private Bytes value() {
    return random.nextBoolean() ? pick(VALUES.subList(0, 3)) : pick(VALUES);
  }

  private WatchKey watchKey() {
    return new WatchKey(session(), random.nextInt(3));
  }

  private long session() {
    return 1 + random.nextInt(3);
  }

  private long skipped() {
    return random.nextBoolean() ? 0 : session();
  }

  private long credit() {
    return random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextInt(3);
  }

  private int back() {
    return random.nextInt(3) == 0 ? 0 : random.nextInt(20) == 0 ? -1 : random.nextInt(8);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
