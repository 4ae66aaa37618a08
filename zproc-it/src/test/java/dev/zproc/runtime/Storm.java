package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.failure.ChildFailedException;
import java.util.concurrent.CountDownLatch;

/**
 * A root process of its own for {@link KillStormIT}: every process of its tree but the leaves waits
 * for a child, says how it ended, and spawns the next.
 */
final class Storm {

  private Storm() {}

  /**
   * Keeps one child for each argument, as deep as it says; one that is 0 deep fills its heap.
   *
   * <p>Prints {@code spawning}, {@code full} from a child whose heap is, and {@code ended pid end}
   * for each end that a caller was told.
   */
  public static void main(String[] args) throws InterruptedException {
    ZProc zproc = ZProc.open();
    System.out.println("spawning");
    for (String depth : args) {
      new Thread(() -> keep(zproc, Integer.parseInt(depth)), "caller").start();
    }
    new CountDownLatch(1).await();
  }

  private static void keep(ZProc zproc, int depth) {
    while (true) {
      Child<Void> child =
          depth == 0
              ? zproc.spawn(
                  TreesLauncher.grow(1, "hoard"),
                  spawn -> spawn.heap("16m").jvmArgs("-XX:-ExitOnOutOfMemoryError"))
              : zproc.spawn(StormLauncher.hold(depth));
      String end;
      try {
        child.join();
        end = "nothing";
      } catch (ChildFailedException e) {
        end = e.end().getClass().getSimpleName();
      }
      System.out.println("ended " + child.pid() + " " + end);
    }
  }

  /** Keeps a child of its own, unless it is the last of its line. */
  @ChildProcess
  static void hold(ZProc zproc, int depth) throws InterruptedException {
    if (depth > 1) {
      keep(zproc, depth - 1);
    }
    new CountDownLatch(1).await();
  }
}
