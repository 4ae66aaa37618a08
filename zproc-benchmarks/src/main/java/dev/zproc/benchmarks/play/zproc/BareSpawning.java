package dev.zproc.benchmarks.play.zproc;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;

/** As {@link Spawning} of operations, with no archive of classes. */
public final class BareSpawning implements Play {

  private final ZProc zproc = ZProc.open(options -> options.archive(false));
  private final Stint stint;

  /** Opens a context. */
  public BareSpawning(Assignment assignment) {
    stint = new Stint(assignment.millis());
  }

  @Override
  public Tally sample() throws Exception {
    return stint.ofTimed(this::firstOperation);
  }

  private long firstOperation() {
    long start = System.nanoTime();
    Child<Long> child = zproc.spawn(SpawningLauncher.operate());
    return child.join() - start;
  }

  @Override
  public void close() {
    zproc.close();
  }
}
