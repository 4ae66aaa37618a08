package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A root with a child that has much to do when it is asked to end, and is given the time for it.
 */
final class Lingerers {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Lingerers() {}

  /** Waits to be ended; the argument says how many seconds the child takes then. */
  public static void main(String[] args) throws InterruptedException {
    ZProc zproc = ZProc.open(options -> options.stopTimeout(PATIENCE));
    zproc.spawn(
        LingerersLauncher.linger(Integer.parseInt(args[0])), spawn -> spawn.stopTimeout(PATIENCE));
    new CountDownLatch(1).await();
  }

  @ChildProcess
  static void linger(int seconds) {
    System.out.println("pid " + ProcessHandle.current().pid());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException asked) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      System.out.println("put away");
    }
  }
}
