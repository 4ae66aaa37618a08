package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.WaitInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first keys that a watch or a wait looks at, so that people can be shown what holds it up. Of
 * ranges of keys nothing is shown.
 */
final class Readings {

  /** How many keys of one wait are shown. */
  static final int MAX_KEYS = 16;

  /** A larger value is not shown. */
  static final int MAX_VALUE_BYTES = 1024;

  private final Criterion criterion;

  private Readings(Criterion criterion) {
    this.criterion = criterion;
  }

  static Readings of(WatchSpec spec) {
    return new Readings(new Criterion.Changed(spec.keys()));
  }

  static Readings of(ConditionSpec spec) {
    return new Readings(spec.criterion());
  }

  private static void add(Criterion leaf, List<Operand.Key> keys) {
    if (leaf instanceof Criterion.Comparison comparison) {
      add(comparison.left(), keys);
      add(comparison.right(), keys);
    } else if (leaf instanceof Criterion.Exists exists) {
      add(exists.key(), null, keys);
    } else if (leaf instanceof Criterion.Changed changed) {
      changed.keys().included().forEach(range -> add(range, keys));
    }
  }

  private static void add(Operand operand, List<Operand.Key> keys) {
    if (operand instanceof Operand.Key key) {
      add(key.key(), key.initial(), keys);
    }
  }

  private static void add(KeyRange range, List<Operand.Key> keys) {
    if (range.isSingle()) {
      add(range.from(), null, keys);
    }
  }

  private static void add(Bytes key, @Nullable Bytes initial, List<Operand.Key> keys) {
    if (keys.size() < MAX_KEYS && keys.stream().noneMatch(known -> known.key().equals(key))) {
      keys.add(new Operand.Key(key, initial));
    }
  }

  /** Returns what the keys are now. */
  List<WaitInfo.Reading> now(Store store) {
    List<Operand.Key> keys = new ArrayList<>();
    criterion.leaves().forEach(leaf -> add(leaf, keys));
    List<WaitInfo.Reading> now = new ArrayList<>(keys.size());
    for (Operand.Key key : keys) {
      Entry entry = store.read(key.key()).entry();
      Bytes value = entry == null ? key.initial() : entry.value();
      int size = value == null ? 0 : value.size();
      now.add(new WaitInfo.Reading(key.key(), size, size > MAX_VALUE_BYTES ? null : value));
    }
    return now;
  }
}
