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
 * process of the machine waits for a processor, and not at all while this JVM as a whole is held
 * up. Where the kernel does not tell the first (it does on Linux, since 4.20), it counts in full.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class CalmTime {

  private static final Path PRESSURE = Path.of("/proc/pressure/cpu");

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** What a thread may wake up later than it has asked for, and nobody would call a stall. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Object LOCK = new Object();

  // Guarded by the lock: when it was looked last, what was busy then, and what does not count.
  private static long looked = System.nanoTime();
  private static long busy = busyNanos();
  private static long deducted;

  static {
    Thread thread = new Thread(CalmTime::watch, "calm-time");
    thread.setDaemon(true);
    thread.start();
  }

  private CalmTime() {}

  private static void watch() {
    while (true) {
      LockSupport.parkNanos(LOOK_NANOS);
      look();
    }
  }

  /** Returns the time that counts. */
  private static long look() {
    synchronized (LOCK) {
      long now = System.nanoTime();
      long busyNow = busyNanos();
      long passed = now - looked;
      // The thread that looks every 10 ms could not.
      boolean stalled = passed > LOOK_NANOS + LATE_NANOS;
      deducted += stalled ? passed : Math.min(passed, busyNow - busy) / 2;
      looked = now;
      busy = busyNow;
      return now - deducted;
    }
  }

  /** As {@link System#nanoTime}: only differences mean something. */
  public static long nanos() {
    return look();
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
