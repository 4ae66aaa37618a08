package dev.zproc.benchmarks.jmh;

import dev.zproc.runtime.internal.engine.Bytes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A write to one key in the store, and the watch of it and the condition on it that it wakes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Waking {

  @Param("1")
  int keys;

  @Param("0")
  int watches;

  @Param("0")
  int conditions;

  @Param("false")
  boolean any;

  @Param("100000")
  int history;

  private final Bytes key = Stocked.key(0);
  private Stocked stocked = new Stocked(0, 0, 0, 1);
  private long writes;

  /** Fills the store, and its history. */
  @Setup
  public void stock() {
    stocked = new Stocked(keys, watches, conditions, history);
    stocked.watchFirst();
    for (int i = 0; i < history; i++) {
      wake();
    }
  }

  /** Writes 2 and 1 in turn; every other one is waited for. */
  @Benchmark
  public void wake() {
    stocked.put(key, 2 - (writes & 1));
    writes++;
  }

  /** Nobody may have been forgotten. */
  @TearDown
  public void check() {
    if (stocked.events() != writes || stocked.matches() != writes / 2) {
      throw new IllegalStateException(
          "told of "
              + stocked.events()
              + " writes and "
              + stocked.matches()
              + " matches of "
              + writes);
    }
  }
}
