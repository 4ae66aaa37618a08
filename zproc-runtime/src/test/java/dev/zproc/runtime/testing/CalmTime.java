package dev.zproc.runtime.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock for what is promised as long as the system schedules: it runs at half its speed while any
 * process of the machine waits for a processor. Where the kernel does not tell that (it does on
 * Linux, since 4.20), it is as any other.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class CalmTime {

  private static final Path PRESSURE = Path.of("/proc/pressure/cpu");

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private CalmTime() {}

  /** As {@link System#nanoTime}: only differences mean something. */
  public static long nanos() {
    return System.nanoTime() - busyNanos() / 2;
  }

  /** Waits until the condition holds, for so much time at most; returns whether it does. */
  public static boolean within(Duration limit, Callable<Boolean> condition) throws Exception {
    long start = nanos();
    while (!condition.call()) {
      if (nanos() - start > limit.toNanos()) {
        return condition.call();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  /** How long at least one process has waited for a processor since the machine began. */
  private static long busyNanos() {
    try {
      String some = Files.readString(PRESSURE).lines().findFirst().orElse("total=0");
      String micros = some.substring(some.lastIndexOf('=') + 1);
      return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros));
    } catch (IOException e) {
      return 0;
    }
  }
}
