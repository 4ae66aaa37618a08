package dev.zproc.benchmarks.play.zproc;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import java.time.Duration;

/**
 * A child for one call, taken from those on standby: the time from the spawn to the answer to the
 * child's first operation. All are warm again before the next spawn, which is not measured.
 */
public final class StandbySpawning implements Play {

  private static final int COUNT = 2;
  private static final Duration LONG = Duration.ofSeconds(60);

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

  private void awaitReady() {
    if (!zproc.awaitStandbys(LONG)) {
      throw new IllegalStateException("they are not ready: " + zproc.standbys());
    }
  }

  private long firstOperation() {
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
