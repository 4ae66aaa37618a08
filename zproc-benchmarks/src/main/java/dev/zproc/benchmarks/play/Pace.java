package dev.zproc.benchmarks.play;

import java.util.concurrent.locks.LockSupport;

/** A beat, for a while. */
public final class Pace {

  private final long nanos;
  private final long end;
  private long next;

  /** One that beats every {@code micros} microseconds, for {@code millis}. */
  public Pace(long micros, int millis) {
    nanos = micros * 1_000;
    next = System.nanoTime();
    end = next + millis * 1_000_000L;
  }

  /**
   * Waits for the next beat; one that is overdue comes at once, and later ones keep their distance
   * to it.
   */
  public boolean goesOn() {
    if (next >= end) {
      return false;
    }
    long now = System.nanoTime();
    while (next - now > 0) {
      LockSupport.parkNanos(next - now);
      now = System.nanoTime();
    }
    next = now + nanos;
    return true;
  }
}
