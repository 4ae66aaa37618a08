package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;

/**
 * A child for one call. The word is {@code operation}, for the time from the spawn to the answer to
 * the child's first operation, or {@code result}, for that until its result is here.
 */
public final class Spawning implements Play {

  private final ZProc zproc = ZProc.open();
  private final Stint stint;
  private final boolean result;

  /** Opens a context. */
  public Spawning(Assignment assignment) {
    stint = new Stint(assignment.millis());
    result = assignment.word(0).equals("result");
  }

  @ChildProcess
  static long operate(ThingsState things) {
    things.count().add(1);
    return System.nanoTime();
  }

  @ChildProcess
  static int square(int number) {
    return number * number;
  }

  @Override
  public Tally sample() throws Exception {
    return result
        ? stint.of(() -> zproc.spawn(SpawningLauncher.square(3)).join())
        : stint.ofTimed(this::firstOperation);
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
