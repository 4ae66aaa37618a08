package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.SwarmReport;
import dev.zproc.runtime.ZProc;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * <b>15.</b> Throws darts at a square, and counts how many hit the circle in it: that is a quarter
 * of pi.
 *
 * <p>Each task has a seed of its own, so that the result depends neither on who does it nor on how
 * many there are. The seeds are drawn as they are needed: a billion of them would take no memory.
 */
final class MonteCarloPi {

  private static final int DARTS = 250_000;

  private MonteCarloPi() {}

  /** Throws some darts, and returns how many hit the circle. */
  @ChildProcess
  static long hits(long seed, int darts) {
    SplittableRandom random = new SplittableRandom(seed);
    long hits = 0;
    for (int i = 0; i < darts; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      if (x * x + y * y < 1) {
        hits++;
      }
    }
    return hits;
  }

  public static void main(String[] args) {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int workers = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    Iterable<Long> seeds = LongStream.range(0, tasks).boxed()::iterator;
    try (ZProc zproc = ZProc.open();
        Swarm swarm = zproc.swarm(s -> s.workers(workers))) {
      long hits =
          swarm
              .unordered(seeds, seed -> MonteCarloPiLauncher.hits(seed, DARTS))
              .mapToLong(Long::longValue)
              .sum();
      double pi = 4.0 * hits / ((double) tasks * DARTS);
      System.out.printf(
          Locale.ROOT,
          "pi is about %.5f: %,d darts, off by %.5f%n",
          pi,
          (long) tasks * DARTS,
          Math.abs(pi - Math.PI));
      for (SwarmReport.WorkerReport worker : swarm.report().workers()) {
        System.out.printf(
            "worker %d: %d tasks, started in %d ms, busy for %d ms%n",
            worker.number(),
            worker.tasks(),
            worker.starting().toMillis(),
            worker.busy().toMillis());
      }
    }
  }
}
