package dev.zproc.benchmarks.jmh;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A plain {@link HashMap} with the same keys and values: what the machine's caches make of many
 * keys, whoever keeps them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InMap {

  private static final int PICKS = 1 << 14;

  @Param("1")
  int keys;

  /** There are none; for the sake of those who name it. */
  @Param("0")
  int watches;

  /** There are none either. */
  @Param("0")
  int conditions;

  @Param("false")
  boolean any;

  /** Nor is there any. */
  @Param("0")
  int history;

  private final Map<Bytes, Entry> map = new HashMap<>();
  private Bytes[] picks = {};
  private int next;
  private long value;

  /** Fills the map. */
  @Setup
  public void fill() {
    picks = Stocked.picks(keys, any, PICKS);
    for (int i = 0; i < keys; i++) {
      map.put(Stocked.key(i), Stocked.entry(Stocked.key(i), ++value));
    }
  }

  /** Reads a key. */
  @Benchmark
  public @Nullable Object read() {
    return map.get(pick());
  }

  /** Writes a key. */
  @Benchmark
  public void write() {
    Bytes key = pick();
    map.put(key, Stocked.entry(key, ++value));
  }

  private Bytes pick() {
    next = (next + 1) & (PICKS - 1);
    return picks[next];
  }
}
