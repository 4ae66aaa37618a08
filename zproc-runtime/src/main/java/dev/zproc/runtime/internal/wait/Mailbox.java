package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.jfr.WaitRecord;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an engine's thread hands over to threads that wait; after the last item comes the failure
 * that ended it, for ever. Bounded by the credit that the engine was given.
 *
 * <p>The stack of who takes something may overflow at every call. So the lock is a monitor, which
 * is left all the same, and no call is made in between while something is changed; who waits is
 * parked without it, since a virtual thread would keep its carrier.
 *
 * <p>Threads: safe for use by many threads.
 */
public class Mailbox<E> {

  private static final class Item<E> {
    private final E value;
    private @Nullable Item<E> next;

    Item(E value) {
      this.value = value;
    }
  }

  /** A thread that is parked until there is something, in a list of both directions. */
  private static final class Waiter {
    private final Thread thread = Thread.currentThread();
    private @Nullable Waiter before;
    private @Nullable Waiter next;
  }

  private final Object lock = new Object();
  private final Lead lead;

  // Guarded by the lock.
  private @Nullable Item<E> first;
  private @Nullable Item<E> last;
  private @Nullable Waiter waiters;
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
    Item<E> added = new Item<>(item);
    synchronized (lock) {
      Item<E> before = last;
      if (before == null) {
        first = added;
      } else {
        before.next = added;
      }
      last = added;
    }
    wake();
  }

  /** Whatever was there from the beginning has been put. */
  public final void opened() {
    synchronized (lock) {
      opened = true;
    }
    wake();
  }

  /** Only the first end counts. */
  public final void end(RuntimeException failure) {
    synchronized (lock) {
      if (end == null) {
        end = failure;
      }
    }
    wake();
  }

  /** Lets all look who wait. */
  private void wake() {
    boolean leads;
    synchronized (lock) {
      for (Waiter each = waiters; each != null; each = each.next) {
        LockSupport.unpark(each.thread);
      }
      leads = leading > 0;
    }
    if (leads) {
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
    synchronized (lock) {
      return next();
    }
  }

  /** The lock is held. */
  private @Nullable E next() {
    Item<E> item = first;
    if (item == null) {
      return null;
    }
    first = item.next;
    if (first == null) {
      last = null;
    }
    return item.value;
  }

  /** Whether it has ended, and nothing is left. */
  public final boolean isOver() {
    synchronized (lock) {
      return end != null && first == null;
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
      synchronized (lock) {
        return first != null || end != null || opened != wasOpened;
      }
    }
  }

  /** Waits until something is new, at most for so long. */
  private void await(boolean wasOpened, long nanos) throws InterruptedException {
    BooleanSupplier isNew = new News(wasOpened);
    long begin = System.nanoTime();
    boolean following = false;
    boolean scheduled = false;
    try {
      synchronized (lock) {
        leading++;
      }
      try {
        scheduled = Schedule.waiting(isNew);
        following = lead.lead(isNew, nanos);
      } finally {
        synchronized (lock) {
          leading--;
        }
      }
      park(isNew, begin, nanos);
    } finally {
      if (following) {
        lead.unfollow(isNew);
      }
      if (scheduled) {
        Schedule.resumed();
      }
    }
  }

  private void park(BooleanSupplier isNew, long begin, long nanos) throws InterruptedException {
    Waiter me = new Waiter();
    try {
      synchronized (lock) {
        Waiter other = waiters;
        me.next = other;
        if (other != null) {
          other.before = me;
        }
        waiters = me;
      }
      for (long left = nanos;
          left > 0 && !isNew.getAsBoolean();
          left = nanos - (System.nanoTime() - begin)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      synchronized (lock) {
        Waiter before = me.before;
        Waiter next = me.next;
        if (before != null) {
          before.next = next;
        } else if (waiters == me) {
          waiters = next;
        }
        if (next != null) {
          next.before = before;
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
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      while (true) {
        boolean wasOpened;
        synchronized (lock) {
          E item = next();
          if (item != null) {
            return item;
          }
          if (end != null) {
            throw end;
          }
          wasOpened = opened;
        }
        if (record == null) {
          record = WaitRecord.begin(awaited);
        }
        long left = deadline.left();
        if (left <= 0 && wasOpened) {
          return null;
        }
        await(wasOpened, left <= 0 ? Long.MAX_VALUE : left);
      }
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for " + awaited, e);
    } finally {
      if (record != null) {
        WaitRecord.end(record);
      }
    }
  }
}
