package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Spreads those who contend for the same keys: after the first conflicts a random pause, twice as
 * long at most each time.
 *
 * <p>Threads: owned by the thread that retries.
 */
final class Backoff {

  private static final int WITHOUT_PAUSE = 2;
  private static final long FIRST_NANOS = 100_000;
  private static final int DOUBLINGS = 7;

  private final String attempted;
  private int conflicts;

  Backoff(String attempted) {
    this.attempted = attempted;
  }

  /**
   * Notes a conflict and pauses if it is not one of the first; tells whether it did.
   *
   * @throws WaitInterruptedException if the thread is interrupted, its flag set again
   */
  boolean pause() {
    if (Thread.currentThread().isInterrupted()) {
      throw SignalTrap.interrupted("interrupted in " + attempted + "; nothing was written", null);
    }
    return pauseUninterruptibly();
  }

  /** The same, for what an interrupt does not end; the flag stays as it is. */
  boolean pauseUninterruptibly() {
    int pauses = conflicts++ - WITHOUT_PAUSE;
    if (pauses < 0) {
      return false;
    }
    long most = FIRST_NANOS << Math.min(pauses, DOUBLINGS);
    LockSupport.parkNanos(this, ThreadLocalRandom.current().nextLong(most / 2, most));
    return true;
  }
}
