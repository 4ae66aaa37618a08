package dev.zproc.runtime.internal.wait;

import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>Threads: safe for use by many threads. {@link #add} does not block.
 */
final class Settler implements Runnable {

  private static final int STUCK_MILLIS = 10;
  private static final int LEISURE_MICROS = 200;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(STUCK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

  private final Deque<PipelinedFuture<?, ?>> urgent = new ConcurrentLinkedDeque<>();
  private final Queue<PipelinedFuture<?, ?>> atLeisure = new ConcurrentLinkedQueue<>();

  /** How many threads go through the queues: one, and those that are stuck. */
  private final AtomicInteger running = new AtomicInteger();

  /** Whether one more was asked for that has not begun. */
  private final AtomicBoolean awaited = new AtomicBoolean();

  /** Whether the last one was taken out of turn, so that the oldest is next. */
  private volatile boolean outOfTurn;

  /** One that waits until it is time for the futures in no hurry. */
  private volatile @Nullable Thread waiting;

  private final AtomicLong settled = new AtomicLong();
  private final AtomicBoolean watched = new AtomicBoolean();

  void add(PipelinedFuture<?, ?> future) {
    boolean isUrgent = future.isHungOn();
    (isUrgent ? urgent : atLeisure).add(future);
    if (begins()) {
      CallbackThreads.SHARED.execute(this);
    } else if (isUrgent) {
      Thread sleeper = waiting;
      if (sleeper != null) {
        LockSupport.unpark(sleeper);
      }
    }
  }

  private boolean begins() {
    return running.get() == 0 && running.compareAndSet(0, 1);
  }

  private boolean isEmpty() {
    return urgent.isEmpty() && atLeisure.isEmpty();
  }

  @Override
  public void run() {
    awaited.set(false);
    watch();
    do {
      while (!isEmpty()) {
        settleUrgent();
        if (!atLeisure.isEmpty()) {
          settleAtLeisure();
        }
      }
      running.decrementAndGet();
    } while (!isEmpty() && begins());
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
    if (!watched.get() && watched.compareAndSet(false, true)) {
      lookAgain();
    }
  }

  private void lookAgain() {
    long before = settled.get();
    LATER.execute(() -> look(before));
  }

  private void look(long before) {
    if (running.get() == 0) {
      watched.set(false);
      if (running.get() > 0) {
        watch();
      }
      return;
    }
    if (settled.get() == before && !isEmpty() && awaited.compareAndSet(false, true)) {
      running.incrementAndGet();
      CallbackThreads.SHARED.execute(this);
    }
    lookAgain();
  }
}
