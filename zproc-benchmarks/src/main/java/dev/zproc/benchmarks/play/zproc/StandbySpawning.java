package dev.zproc.benchmarks.play.zproc;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.Standby;
import dev.zproc.runtime.ZProc;

/**
 * A child for one call, taken from those on standby: the time from the spawn to the answer to the
 * child's first operation. All are warm again before the next spawn, which is not measured.
 */
public final class StandbySpawning implements Play {

  private static final int COUNT = 2;

  private final ZProc zproc = ZProc.open(options -> options.standby(COUNT));
  private final Stint stint;

  /** Opens a context. */
  public StandbySpawning(Assignment assignment) {
    stint = new Stint(assignment.millis());
  }

  @Override
  public Tally sample() throws Exception {
    Tally tally = stint.ofTimed(this::firstOperation);
    awaitReady(); // or the next contender would be disturbed
    return tally;
  }

  private void awaitReady() throws InterruptedException {
    while (zproc.standbys().stream().filter(Standby::ready).count() < COUNT) {
      Thread.sleep(1);
    }
  }

  private long firstOperation() throws InterruptedException {
    awaitReady();
    long start = System.nanoTime();
    Child<Long> child = zproc.spawn(SpawningLauncher.operate());
    return child.join() - start;
  }

  @Override
  public void close() {
    zproc.close();
  }
}
