package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.FutureAnswer;
import dev.zproc.runtime.internal.engine.Lead;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * The answer to a request, which a thread that waits for it fetches itself if it can.
 *
 * <p>It is completed while its waiter leads, or where nobody leads any more; so that needs no
 * wake-up. Of a stage that hangs on it neither is certain: that one is waited for as any other.
 *
 * <p>Threads: safe for use by many threads.
 */
final class LinkFuture<T> extends FutureAnswer<T> implements BooleanSupplier {

  private final Lead lead;

  LinkFuture(Lead lead) {
    this.lead = lead;
  }

  /** Whether what a thread waits for has come. */
  @Override
  public boolean getAsBoolean() {
    return isDone();
  }

  // Whoever waits may be at the link's work, and asleep in it, when another thread ends this.

  @Override
  public boolean complete(T value) {
    return woken(super.complete(value));
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return woken(super.completeExceptionally(failure));
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    return woken(super.cancel(mayInterrupt));
  }

  private boolean woken(boolean ended) {
    if (ended) {
      lead.wake();
    }
    return ended;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    boolean following = !isDone() && lead.lead(this, Long.MAX_VALUE);
    try {
      return super.get();
    } finally {
      if (following) {
        lead.unfollow(this);
      }
    }
  }

  @Override
  public T join() {
    boolean following = !isDone() && lead.lead(this, Long.MAX_VALUE);
    try {
      return super.join();
    } finally {
      if (following) {
        lead.unfollow(this);
      }
    }
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + unit.toNanos(timeout);
    boolean following = !isDone() && lead.lead(this, unit.toNanos(timeout));
    try {
      return super.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } finally {
      if (following) {
        lead.unfollow(this);
      }
    }
  }
}
