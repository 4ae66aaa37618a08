package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.ZProc;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A swarm with a worker for each processor. The first word is how many tasks there are at a time;
 * the second, if there is one, is {@code one} for tasks that are sent one by one, or {@code mega}
 * for arguments of 1 MiB.
 */
public final class SwarmMap implements Play {

  private static final int MEGA = 1 << 20;

  private final ZProc zproc = ZProc.open();
  private final Stint stint;
  private final Swarm swarm;
  private final List<Integer> numbers;
  private final List<Integer> squares;
  private final boolean mega;
  private final byte[] payload = new byte[MEGA];

  /** Opens a context and a swarm. */
  public SwarmMap(Assignment assignment) {
    stint = new Stint(assignment.millis());
    int tasks = assignment.number(0);
    String how = assignment.words().size() > 1 ? assignment.word(1) : "";
    mega = how.equals("mega");
    numbers = IntStream.range(0, tasks).boxed().toList();
    squares = numbers.stream().map(SwarmMap::square).toList();
    swarm =
        zproc.swarm(
            options -> {
              if (how.equals("one")) {
                options.chunkSize(1);
              }
            });
  }

  @ChildProcess
  static int square(int number) {
    return number * number;
  }

  @ChildProcess
  static int length(byte[] bytes) {
    return bytes.length;
  }

  @Override
  public Tally sample() throws Exception {
    return stint.ofBatches(numbers.size(), mega ? this::lengths : this::squares);
  }

  private void squares() {
    if (!swarm.map(numbers, SwarmMapLauncher::square).equals(squares)) {
      throw new IllegalStateException("a wrong result");
    }
  }

  private void lengths() {
    for (int length : swarm.map(numbers, number -> SwarmMapLauncher.length(payload))) {
      if (length != MEGA) {
        throw new IllegalStateException("a wrong result");
      }
    }
  }

  @Override
  public void close() {
    zproc.close();
  }
}
