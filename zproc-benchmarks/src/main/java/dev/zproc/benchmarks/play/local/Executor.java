package dev.zproc.benchmarks.play.local;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An {@link ExecutorService} with as many threads as there are processors. The word is {@code
 * call}, for one task at a time, or {@code map}, then how many tasks there are at a time.
 */
public final class Executor implements Play {

  private final ExecutorService executor =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final Stint stint;
  private final int tasks;

  /** Makes the threads. */
  public Executor(Assignment assignment) {
    stint = new Stint(assignment.millis());
    tasks = assignment.word(0).equals("map") ? assignment.number(1) : 1;
  }

  @Override
  public Tally sample() throws Exception {
    return tasks == 1
        ? stint.of(() -> executor.submit(() -> square(3)).get())
        : stint.ofBatches(tasks, this::map);
  }

  private void map() throws Exception {
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      int number = i;
      all.add(() -> square(number));
    }
    int next = 0;
    for (Future<Integer> one : executor.invokeAll(all)) {
      if (one.get() != square(next++)) {
        throw new IllegalStateException("a wrong result");
      }
    }
  }

  private static int square(int number) {
    return number * number;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
