package dev.zproc.runtime.internal.wait;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future that ends in two steps. Whoever looks at it, or waits for it, sees its end at once; what
 * hangs on it is called when it is {@linkplain #settle settled}, and holds up nobody who looks.
 *
 * <p>On JDK 19 and later {@code resultNow} and {@code exceptionNow} are among the looks. {@code
 * state} cannot be, as its type is not there in 17; it may say RUNNING until it is settled.
 *
 * <p>Threads: safe for use by many threads.
 */
abstract class LookedAtFuture<T> extends CompletableFuture<T> {

  /** What became of it, a future that is complete; null if nothing has yet. */
  abstract @Nullable CompletableFuture<T> outcome();

  /** Ends it with a future that is complete; returns false if it has ended already. */
  abstract boolean finish(CompletableFuture<T> end);

  /** Calls what hangs on it. */
  final void settle(CompletableFuture<T> outcome) {
    if (super.isDone()) {
      return;
    }
    outcome.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            super.complete(value);
          } else {
            super.completeExceptionally(failure);
          }
        });
  }

  /** Whether what hangs on it was called. */
  final boolean isSettled() {
    return super.isDone();
  }

  @Override
  public final boolean isCancelled() {
    CompletableFuture<T> outcome = outcome();
    return outcome != null && outcome.isCancelled();
  }

  @Override
  public final boolean isCompletedExceptionally() {
    CompletableFuture<T> outcome = outcome();
    return outcome != null && outcome.isCompletedExceptionally();
  }

  @Override
  public final T getNow(T otherwise) {
    CompletableFuture<T> outcome = outcome();
    return outcome == null ? otherwise : outcome.join();
  }

  /** What {@code Future.resultNow} is on JDK 19 and later, which this takes the place of. */
  public final T resultNow() {
    CompletableFuture<T> outcome = ended();
    if (outcome.isCompletedExceptionally()) {
      throw new IllegalStateException(
          outcome.isCancelled() ? "the future was cancelled" : "the future has failed");
    }
    return outcome.join();
  }

  /** What {@code Future.exceptionNow} is on JDK 19 and later, which this takes the place of. */
  public final Throwable exceptionNow() {
    CompletableFuture<T> outcome = ended();
    if (outcome.isCancelled()) {
      throw new IllegalStateException("the future was cancelled");
    }
    try {
      outcome.join();
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
    throw new IllegalStateException("the future has not failed, it has a result");
  }

  private CompletableFuture<T> ended() {
    CompletableFuture<T> outcome = outcome();
    if (outcome == null) {
      throw new IllegalStateException("the future is not complete yet");
    }
    return outcome;
  }

  @Override
  public final boolean complete(T value) {
    return finish(completedFuture(value)) && super.complete(value);
  }

  @Override
  public final boolean completeExceptionally(Throwable failure) {
    return finish(failedFuture(failure)) && super.completeExceptionally(failure);
  }

  @Override
  public final boolean cancel(boolean mayInterrupt) {
    CompletableFuture<T> cancelled = new CompletableFuture<>();
    cancelled.cancel(false);
    if (finish(cancelled)) {
      super.cancel(mayInterrupt);
    }
    return isCancelled();
  }

  @Override
  public final CompletableFuture<T> completeAsync(
      Supplier<? extends T> supplier, Executor executor) {
    executor.execute(
        () -> {
          try {
            complete(supplier.get());
          } catch (Throwable e) {
            completeExceptionally(new CompletionException(e));
          }
        });
    return this;
  }

  /** Where what hangs on it as {@code …Async} without an executor is called. */
  @Override
  public final Executor defaultExecutor() {
    return CallbackThreads.SHARED;
  }
}
