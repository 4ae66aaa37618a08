package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.jfr.WaitRecord;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
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
  private final Lead lead;
  private @Nullable RuntimeException end;

  /** How many of those who wait do the engine's work, so that no signal reaches them. */
  private int leading;

  /** Whether an item that was there from the beginning has come by now. */
  private boolean opened;

  /** Makes one for what an engine tells, whose work is done by those who wait if that can be. */
  protected Mailbox(Lead lead) {
    this.lead = lead;
  }

  public final void put(E item) {
    lock.lock();
    try {
      items.add(item);
      arrived.signal();
      wakeLeader();
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
      wakeLeader();
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
      wakeLeader();
    } finally {
      lock.unlock();
    }
  }

  private void wakeLeader() {
    if (leading > 0) {
      lead.wake();
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
   * Whether there is something that was not there when a wait began; no lambda, for cold children.
   */
  private final class News implements BooleanSupplier {

    private final boolean wasOpened;

    News(boolean wasOpened) {
      this.wasOpened = wasOpened;
    }

    @Override
    public boolean getAsBoolean() {
      lock.lock();
      try {
        return !items.isEmpty() || end != null || opened != wasOpened;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until something is new, at most for so long; the lock is held before and after. */
  private void await(long nanos) throws InterruptedException {
    BooleanSupplier isNew = new News(opened);
    long until = System.nanoTime() + nanos;
    boolean following;
    boolean scheduled;
    leading++;
    lock.unlock();
    try {
      scheduled = Schedule.waiting(isNew);
      following = lead.lead(isNew, nanos);
    } finally {
      lock.lock();
      leading--;
    }
    try {
      if (!isNew.getAsBoolean()) {
        // The answer is not needed: the caller looks for itself.
        boolean unused =
            arrived.await(
                nanos == Long.MAX_VALUE ? nanos : until - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } finally {
      if (following) {
        lead.unfollow(isNew);
      }
      if (scheduled) {
        lock.unlock();
        try {
          Schedule.resumed();
        } finally {
          lock.lock();
        }
      }
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
          long left = deadline.left();
          if (left <= 0 && opened) {
            return null;
          }
          await(left <= 0 ? Long.MAX_VALUE : left);
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
