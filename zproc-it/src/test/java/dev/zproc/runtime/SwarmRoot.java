package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A program with a swarm, to be run with little memory, or to be killed. */
final class SwarmRoot {

  private SwarmRoot() {}

  @ChildProcess
  static int next(int number) {
    return number + 1;
  }

  @ChildProcess
  static int last(int number) throws InterruptedException {
    TimeUnit.MINUTES.sleep(10); // for ever
    return number;
  }

  /** Runs {@code stream count}, {@code early}, {@code starting}, or {@code endless}. */
  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open();
        Swarm swarm = zproc.swarm(s -> s.workers(2))) {
      switch (args[0]) {
        case "stream" -> stream(swarm, Integer.parseInt(args[1]));
        case "early" -> early(swarm);
        case "starting" -> starting();
        default -> endless(swarm);
      }
    }
  }

  private static void stream(Swarm swarm, int count) {
    Iterable<Integer> numbers = IntStream.range(0, count)::iterator;
    long expected = 0;
    try (Stream<Integer> results = swarm.stream(numbers, SwarmRootLauncher::next)) {
      for (Iterator<Integer> each = results.iterator(); each.hasNext(); ) {
        if (each.next() != ++expected) {
          throw new IllegalStateException("something else than " + expected);
        }
      }
    }
    System.out.println("streamed " + expected);
  }

  /** A consumer that has had enough, while both workers have something that never ends. */
  private static void early(Swarm swarm) {
    Iterable<Integer> numbers = IntStream.range(0, 1_000_000)::iterator;
    try (Stream<Integer> results =
        swarm.unordered(
            numbers, n -> n < 10 ? SwarmRootLauncher.next(n) : SwarmRootLauncher.last(n))) {
      System.out.println("took " + results.limit(5).count());
    }
    // Both must be free again for these.
    System.out.println(
        "then " + swarm.map(IntStream.range(0, 4)::iterator, SwarmRootLauncher::next));
  }

  /** Says so while its workers are on their way, and stays. */
  private static void starting() {
    System.out.println("open");
    while (true) {
      LockSupport.park();
    }
  }

  private static void endless(Swarm swarm) {
    Iterable<Integer> numbers = IntStream.iterate(0, n -> n + 1)::iterator;
    try (Stream<Integer> results = swarm.stream(numbers, SwarmRootLauncher::next)) {
      results.forEach(
          result -> {
            if (result == 1_000) {
              System.out.println("in the middle");
            }
          });
    }
  }
}
