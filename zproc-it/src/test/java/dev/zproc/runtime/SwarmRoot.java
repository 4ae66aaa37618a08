package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
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

  /** Waits until the file is there. */
  @ChildProcess
  static String await(String file) throws InterruptedException {
    while (!Files.exists(Path.of(file))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return file;
  }

  /**
   * Runs {@code stream count}, {@code early}, {@code starting}, {@code await file...}, or {@code
   * endless}.
   */
  public static void main(String[] args) {
    Duration taskTimeout = args[0].equals("await") ? Duration.ofSeconds(8) : Duration.ZERO;
    try (ZProc zproc = ZProc.open();
        Swarm swarm = zproc.swarm(s -> s.workers(2).taskTimeout(taskTimeout))) {
      switch (args[0]) {
        case "stream" -> stream(swarm, Integer.parseInt(args[1]));
        case "early" -> early(swarm);
        case "starting" -> starting();
        case "await" -> await(swarm, List.of(args).subList(1, args.length));
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

  /** Waits for one file after the other in the worker. */
  private static void await(Swarm swarm, List<String> files) {
    swarm.forEach(
        files,
        SwarmRootLauncher::await,
        result -> System.out.println(result.isSuccess() ? result.get() : result.failure()));
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
