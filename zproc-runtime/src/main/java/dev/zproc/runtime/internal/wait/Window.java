package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How many requests may be underway, and with how many bytes. Who comes when it is full waits until
 * it is half empty, so that many go on at once, and not one for each answer.
 *
 * <p>Threads: safe for use by many threads. Many that come at the same time may exceed it by one
 * each.
 */
final class Window {

  /** How soon who waits looks by itself: whoever was to tell it may have had no stack for that. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int maxRequests;
  private final long maxBytes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** Without a lock: a stack that overflows as it lets others in would keep that for ever. */
  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

  private volatile boolean full;

  Window(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /**
   * A request begins; blocks while there is no room.
   *
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   *     meanwhile
   */
  void enter(long itsBytes) {
    if (full) {
      awaitRoom();
    }
    long all = itsBytes == 0 ? bytes.get() : bytes.addAndGet(itsBytes);
    if (requests.incrementAndGet() >= maxRequests || all >= maxBytes) {
      full = true;
    }
  }

  /** A request is over. */
  void leave(long itsBytes) {
    giveBack(itsBytes);
    letInIfRoom();
  }

  void giveBack(long itsBytes) {
    if (itsBytes != 0) {
      bytes.addAndGet(-itsBytes);
    }
    requests.decrementAndGet();
  }

  void letInIfRoom() {
    // Who waits has set or seen this before it looked at the numbers for the last time.
    if (full && !isCrowded()) {
      letIn();
    }
  }

  /** Whoever finds that there is room tells all: the next who looks sees that it is not full. */
  private void letIn() {
    full = false;
    for (Thread each : waiting) {
      LockSupport.unpark(each);
    }
  }

  private boolean isCrowded() {
    return requests.get() > maxRequests / 2 || bytes.get() > maxBytes / 2;
  }

  private void awaitRoom() {
    Thread me = Thread.currentThread();
    try {
      waiting.add(me);
      while (full && isCrowded()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted(
          "interrupted while an asynchronous call waited until fewer are underway; it was not made",
          e);
    } finally {
      waiting.remove(me);
    }
    letIn();
  }
}
