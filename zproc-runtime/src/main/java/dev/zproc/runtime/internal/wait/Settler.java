package dev.zproc.runtime.internal.wait;

import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls what hangs on pipelined futures, one after the other in the order of the answers: a hundred
 * answers that come together wake one thread, not a hundred. What blocks holds up the others for
 * {@value #STUCK_MILLIS} ms: then another thread goes on in its place. Once there are as many of
 * those as there are to be, all stuck, each second future is the newest: most likely that is what
 * one of them waits for.
 *
 * <p>A future that nothing hangs on is in no hurry, and most likely settled by whoever looks at it
 * before its turn comes. It only has to be settled for {@code allOf} and {@code anyOf}, which hang
 * something on it without saying so; those wait for {@value #LEISURE_MICROS} µs then.
 *
 * <p>Every call may fail for want of memory, and in {@link #add} for want of stack. Then nothing
 * says any more that somebody goes through the queues who does not; what is in them waits for the
 * next future that is added.
 *
 * <p>Threads: safe for use by many threads. {@link #add} does not block.
 */
final class Settler implements Runnable {

  private static final int STUCK_MILLIS = 10;
  private static final int LEISURE_MICROS = 200;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(STUCK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

  private final Deque<PipelinedFuture<?, ?>> urgent = new ConcurrentLinkedDeque<>();
  private final Queue<PipelinedFuture<?, ?>> atLeisure = new ConcurrentLinkedQueue<>();

  private final Executor threads;
  private final Executor later;

  /**
   * How many threads go through the queues: one, and those that are stuck. Changed under a lock.
   */
  private volatile int running;

  /** Whether one more was asked for that has not begun. Set under the same lock. */
  private volatile boolean awaited;

  /** Whether the last one was taken out of turn, so that the oldest is next. */
  private volatile boolean outOfTurn;

  /** One that waits until it is time for the futures in no hurry. */
  private volatile @Nullable Thread waiting;

  private final AtomicLong settled = new AtomicLong();

  /** Whether {@link #look} is called before long. Set under the lock. */
  private volatile boolean watched;

  Settler() {
    this(CallbackThreads.SHARED, LATER);
  }

  /**
   * Makes one.
   *
   * @param threads where it goes through the queues
   * @param later where it looks after some time whether that is stuck
   */
  Settler(Executor threads, Executor later) {
    this.threads = threads;
    this.later = later;
  }

  void add(PipelinedFuture<?, ?> future) {
    boolean isUrgent = future.isHungOn();
    (isUrgent ? urgent : atLeisure).add(future);
    if (running == 0) {
      ask(0);
      return;
    }
    if (isUrgent) {
      Thread sleeper = waiting;
      if (sleeper != null) {
        LockSupport.unpark(sleeper);
      }
    }
    watch();
  }

  /** Asks for one more thread, unless one is awaited, or more than {@code most} are running. */
  private void ask(int most) {
    boolean asked = false;
    try {
      asked = begins(most);
      if (asked) {
        threads.execute(this);
        asked = false;
      }
    } finally {
      if (asked) {
        awaited = false; // it will not come; which takes no call, since the stack may be full
      }
    }
  }

  private boolean begins(int most) {
    if (awaited || running > most) {
      return false;
    }
    synchronized (this) {
      if (awaited || running > most) {
        return false;
      }
      awaited = true;
      return true;
    }
  }

  private boolean isEmpty() {
    return urgent.isEmpty() && atLeisure.isEmpty();
  }

  @Override
  public void run() {
    boolean runs = true;
    begun();
    try {
      watch();
      while (runs) {
        settleAll();
        runs = false;
        ended();
        // Who has added something since has seen either that nobody runs, or that this looks.
        runs = !isEmpty() && beginsAgain();
      }
    } finally {
      if (runs) {
        ended();
      }
    }
  }

  private synchronized void begun() {
    running = running + 1;
    awaited = false; // not before, so that one of them tells
  }

  private synchronized void ended() {
    running = running - 1;
  }

  /** Begins once more, if nobody else does. */
  private synchronized boolean beginsAgain() {
    if (running > 0 || awaited) {
      return false;
    }
    running = 1;
    return true;
  }

  private void settleAll() {
    while (!isEmpty()) {
      settleUrgent();
      if (!atLeisure.isEmpty()) {
        settleAtLeisure();
      }
    }
  }

  private void settleUrgent() {
    for (PipelinedFuture<?, ?> next = urgent(); next != null; next = urgent()) {
      settle(next);
    }
  }

  private @Nullable PipelinedFuture<?, ?> urgent() {
    outOfTurn = CallbackThreads.SHARED.isFull() && !outOfTurn;
    if (!outOfTurn) {
      return urgent.poll();
    }
    PipelinedFuture<?, ?> next = atLeisure.poll();
    return next == null ? urgent.pollLast() : next;
  }

  private void settleAtLeisure() {
    long begin = System.nanoTime();
    long end = begin + TimeUnit.MICROSECONDS.toNanos(LEISURE_MICROS);
    waiting = Thread.currentThread();
    for (long left = end - begin; left > 0; left = end - System.nanoTime()) {
      if (urgent.isEmpty()) {
        LockSupport.parkNanos(this, left);
      }
      settleUrgent();
    }
    waiting = null;
    for (PipelinedFuture<?, ?> next = atLeisure.poll(); next != null; next = atLeisure.poll()) {
      settle(next);
      settleUrgent();
    }
  }

  private void settle(PipelinedFuture<?, ?> future) {
    settled.incrementAndGet();
    try {
      future.settle();
    } catch (Throwable thrown) {
      CallbackThreads.tellUncaught(thrown);
    }
  }

  private void watch() {
    if (watched) {
      return;
    }
    boolean begins = false;
    try {
      begins = watches();
      if (begins) {
        planLook();
        begins = false;
      }
    } catch (OutOfMemoryError full) {
      // The next future that is added tries again.
    } finally {
      if (begins) {
        watched = false;
      }
    }
  }

  private synchronized boolean watches() {
    boolean watches = !watched;
    watched = true;
    return watches;
  }

  private void planLook() {
    long before = settled.get();
    later.execute(() -> look(before));
  }

  private void look(long before) {
    if (running == 0) {
      watched = false;
      if (running > 0) {
        watch();
      }
      return;
    }
    askIfStuck(before);
    boolean planned = false;
    try {
      planLook();
      planned = true;
    } catch (OutOfMemoryError full) {
      // The next future that is added tries again.
    } finally {
      if (!planned) {
        watched = false;
      }
    }
  }

  private void askIfStuck(long before) {
    try {
      if (settled.get() == before && !isEmpty()) {
        ask(Integer.MAX_VALUE);
      }
    } catch (OutOfMemoryError full) {
      // The next look tries again.
    }
  }
}
