package dev.zproc.runtime.internal.wait;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls what hangs on pipelined futures, one after the other in the order of the answers: a hundred
 * answers that come together wake one thread, not a hundred. What blocks holds up the others for
 * {@value #STUCK_MILLIS} ms: then another thread goes on in its place.
 *
 * <p>Threads: safe for use by many threads. {@link #add} does not block.
 */
final class Settler implements Runnable {

  private static final int STUCK_MILLIS = 10;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(STUCK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

  private final Queue<PipelinedFuture<?, ?>> over = new ConcurrentLinkedQueue<>();

  /** How many threads go through the queue: one, and those that are stuck. */
  private final AtomicInteger running = new AtomicInteger();

  private final AtomicLong settled = new AtomicLong();
  private final AtomicBoolean watched = new AtomicBoolean();

  void add(PipelinedFuture<?, ?> future) {
    over.add(future);
    if (begins()) {
      CallbackThreads.SHARED.execute(this);
    }
  }

  private boolean begins() {
    return running.get() == 0 && running.compareAndSet(0, 1);
  }

  @Override
  public void run() {
    watch();
    do {
      for (PipelinedFuture<?, ?> next = over.poll(); next != null; next = over.poll()) {
        settled.incrementAndGet();
        try {
          next.settle();
        } catch (Throwable thrown) {
          CallbackThreads.tellUncaught(thrown);
        }
      }
      running.decrementAndGet();
    } while (!over.isEmpty() && begins());
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
    if (settled.get() == before && !over.isEmpty()) {
      running.incrementAndGet();
      CallbackThreads.SHARED.execute(this);
    }
    lookAgain();
  }
}
