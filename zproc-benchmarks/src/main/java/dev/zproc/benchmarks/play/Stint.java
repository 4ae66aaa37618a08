package dev.zproc.benchmarks.play;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/** Repeats an operation for a while and writes down how long each one took. */
public final class Stint {

  private static final int DIGITS = 3;

  private final int millis;

  /** One that lasts {@code millis}, and does the operation once at least. */
  public Stint(int millis) {
    this.millis = millis;
  }

  /** Something to be measured. */
  @FunctionalInterface
  public interface Operation {
    /** Does it. */
    void run() throws Exception;
  }

  /** A histogram that grows as it needs to. */
  public static Histogram histogram() {
    return new Histogram(DIGITS);
  }

  /** Each operation by itself. */
  public Tally of(Operation operation) throws Exception {
    return ofBatches(1, operation);
  }

  /** An operation that stands for {@code size} of them; the latency is that of all together. */
  public Tally ofBatches(int size, Operation batch) throws Exception {
    Histogram latencies = histogram();
    long begin = System.nanoTime();
    long end = begin + millis * 1_000_000L;
    long last = begin;
    do {
      batch.run();
      long now = System.nanoTime();
      latencies.recordValue(now - last);
      last = now;
    } while (last < end);
    return Tally.of(latencies, latencies.getTotalCount() * size, last - begin);
  }

  /**
   * Something too small to be timed by itself: what is written down is the mean of each {@code
   * size}.
   */
  public Tally ofMeans(int size, Operation operation) throws Exception {
    Histogram latencies = histogram();
    long begin = System.nanoTime();
    long end = begin + millis * 1_000_000L;
    long last = begin;
    do {
      for (int i = 0; i < size; i++) {
        operation.run();
      }
      long now = System.nanoTime();
      latencies.recordValue((now - last) / size);
      last = now;
    } while (last < end);
    return Tally.of(latencies, latencies.getTotalCount() * size, last - begin);
  }

  /** What {@code measured} returns: operations that time themselves, in nanoseconds. */
  public Tally ofTimed(Callable<Long> measured) throws Exception {
    Histogram latencies = histogram();
    long begin = System.nanoTime();
    long end = begin + millis * 1_000_000L;
    do {
      latencies.recordValue(measured.call());
    } while (System.nanoTime() < end);
    return Tally.of(latencies, latencies.getTotalCount(), System.nanoTime() - begin);
  }

  /** As {@link #of}, by several threads at once, each with an operation of its own. */
  public Tally ofThreads(int threads, IntFunction<Operation> operations) throws Exception {
    List<Callable<Tally>> parts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Operation operation = operations.apply(i);
      parts.add(() -> of(operation));
    }
    Histogram latencies = histogram();
    long begin = System.nanoTime();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Tally> part : executor.invokeAll(parts)) {
        latencies.add(part.get().latencies());
      }
    } finally {
      executor.shutdown();
    }
    return Tally.of(latencies, latencies.getTotalCount(), System.nanoTime() - begin);
  }
}
