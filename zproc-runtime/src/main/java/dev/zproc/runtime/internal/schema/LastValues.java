package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of a condition are when a wait for it is given up, for the message that says so.
 */
public final class LastValues {

  /** How many keys are told of. */
  private static final int MOST = 8;

  /** Larger values are not decoded. */
  private static final int LARGE = 4 << 10;

  /** How long all of them may take. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private LastValues() {}

  /**
   * {@code "; bakery.cookies = 9"}; empty if there are none, or they cannot be had soon. Blocks for
   * a round trip, 0.5 s at most, and throws nothing.
   */
  public static String of(StateEngine engine, Collection<Namespace<?>> open, Criterion criterion) {
    List<String> told = new ArrayList<>();
    try {
      List<Bytes> keys = keys(criterion);
      List<CompletableFuture<ReadResult>> reads = new ArrayList<>();
      for (Bytes key : keys) {
        reads.add(engine.read(key));
      }
      long end = System.nanoTime() + PATIENCE_NANOS;
      for (int i = 0; i < keys.size(); i++) {
        ReadResult read = reads.get(i).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        told.add(shown(open, keys.get(i), read.entry()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // The time-out is told without them.
    }
    return told.isEmpty() ? "" : "; " + String.join(", ", told);
  }

  private static List<Bytes> keys(Criterion criterion) {
    Set<Bytes> keys = new LinkedHashSet<>();
    for (Criterion leaf : criterion.leaves()) {
      if (leaf instanceof Criterion.Comparison comparison) {
        add(keys, comparison.left());
        add(keys, comparison.right());
      } else if (leaf instanceof Criterion.Exists exists) {
        keys.add(exists.key());
      }
    }
    return keys.stream().limit(MOST).toList();
  }

  private static void add(Set<Bytes> keys, Operand operand) {
    if (operand instanceof Operand.Key key) {
      keys.add(key.key());
    }
  }

  private static String shown(Collection<Namespace<?>> open, Bytes key, @Nullable Entry entry) {
    Bytes value = entry == null ? null : entry.value();
    int size = value == null ? 0 : value.size();
    Map.Entry<String, String> shown = ShownKeys.of(open, key, size, size > LARGE ? null : value);
    return shown.getKey() + " = " + shown.getValue();
  }
}
