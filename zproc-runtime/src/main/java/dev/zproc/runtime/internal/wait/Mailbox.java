package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.internal.jfr.WaitRecord;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What an engine's thread hands over to threads that wait; after the last item comes the failure
 * that ended it, for ever. Bounded by the credit that the engine was given.
 *
 * <p>Threads: safe for use by many threads.
 */
public class Mailbox<E> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<E> items = new ArrayDeque<>();
  private @Nullable RuntimeException end;

  /** Whether an item that was there from the beginning has come by now. */
  private boolean opened;

  public final void put(E item) {
    lock.lock();
    try {
      items.add(item);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whatever was there from the beginning has been put. */
  public final void opened() {
    lock.lock();
    try {
      opened = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Only the first end counts. */
  public final void end(RuntimeException failure) {
    lock.lock();
    try {
      if (end == null) {
        end = failure;
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it because history begins at {@code oldestRevision}, as listeners are told. */
  public final void onGone(long oldestRevision) {
    end(Failures.historyGone(oldestRevision));
  }

  /** Ends it because the engine has ended, as listeners are told. */
  public final void onClosed(Throwable cause) {
    end(Failures.of(cause));
  }

  /** The next item if it is there. */
  public final @Nullable E poll() {
    lock.lock();
    try {
      return items.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has ended, and nothing is left. */
  public final boolean isOver() {
    lock.lock();
    try {
      return end != null && items.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next item; null at the deadline, but not before {@link #opened}, so that what is
   * there already is found however short the time. No part of a transaction.
   *
   * @throws WaitInterruptedException if the thread is interrupted, its flag set again
   */
  public final @Nullable E take(Deadline deadline, String awaited) {
    TransactionGuard.forbid();
    WaitRecord record = null;
    try {
      lock.lockInterruptibly();
      try {
        while (items.isEmpty()) {
          if (end != null) {
            throw end;
          }
          if (record == null) {
            record = WaitRecord.begin(awaited);
          }
          if (deadline.isNever() || !opened && deadline.left() <= 0) {
            arrived.await();
          } else {
            long left = deadline.left();
            if (left <= 0) {
              return null;
            }
            // The answer is not needed: the loop looks for itself.
            boolean unused = arrived.await(left, TimeUnit.NANOSECONDS);
          }
        }
        return items.poll();
      } finally {
        lock.unlock();
        WaitRecord.end(record);
      }
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for " + awaited, e);
    }
  }
}
