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

/** Reads and writes in the store, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InStore {

  private static final int PICKS = 1 << 14;

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

  private Stocked stocked = new Stocked(0, 0, 0, 1);
  private Bytes[] picks = {};
  private int next;

  /** Fills the store, and its history, as in a server that has run for a while. */
  @Setup
  public void stock() {
    stocked = new Stocked(keys, watches, conditions, history);
    picks = Stocked.picks(keys, any, PICKS);
    for (int i = 0; i < history; i++) {
      write();
    }
  }

  /** Reads a key. */
  @Benchmark
  public Object read() {
    return stocked.read(pick());
  }

  /** Writes a key. */
  @Benchmark
  public void write() {
    stocked.write(pick());
  }

  private Bytes pick() {
    next = (next + 1) & (PICKS - 1);
    return picks[next];
  }
}
