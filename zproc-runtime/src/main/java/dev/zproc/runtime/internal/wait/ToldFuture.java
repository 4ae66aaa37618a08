package dev.zproc.runtime.internal.wait;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future of a user, which follows one of ours. Whoever looks at it, or waits for it, sees its end
 * at once; what hangs on it is called by {@link CallbackThreads}, and holds up nobody who looks.
 *
 * <p>On JDK 19 and later {@code resultNow} and {@code exceptionNow} are among the looks. {@code
 * state} cannot be, as its type is not there in 17; it may say RUNNING until the callback threads
 * have been at it.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ToldFuture<T> extends CompletableFuture<T> {

  /** Done when this is; gives what became of it. Nothing but waiting threads hangs on it. */
  private final CompletableFuture<Supplier<CompletableFuture<T>>> over = new CompletableFuture<>();

  private ToldFuture() {}

  /**
   * Follows {@code source}.
   *
   * @param result makes its result; called by whoever looks first, or by a callback thread, and
   *     maybe by both
   */
  public static <A, T> ToldFuture<T> of(
      CompletableFuture<A> source, Function<? super A, ? extends T> result) {
    ToldFuture<T> future = new ToldFuture<>();
    Outcome<A, T> outcome = new Outcome<>(source, result);
    if (source.isDone()) {
      future.over.complete(outcome);
      future.settle(outcome.get()); // nothing hangs on it yet
      return future;
    }
    source.whenComplete(
        (value, failure) -> {
          if (future.over.complete(outcome)) {
            CallbackThreads.SHARED.execute(() -> future.settle(outcome.get()));
          }
        });
    return future;
  }

  private void settle(CompletableFuture<T> outcome) {
    outcome.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            super.complete(value);
          } else {
            super.completeExceptionally(failure);
          }
        });
  }

  /** What became of the source, made once it is asked for. */
  private static final class Outcome<A, T> implements Supplier<CompletableFuture<T>> {

    private final CompletableFuture<A> source;
    private final Function<? super A, ? extends T> result;
    private volatile @Nullable CompletableFuture<T> made;

    Outcome(CompletableFuture<A> source, Function<? super A, ? extends T> result) {
      this.source = source;
      this.result = result;
    }

    @Override
    public CompletableFuture<T> get() {
      CompletableFuture<T> known = made;
      if (known == null) {
        known = make();
        made = known;
      }
      return known;
    }

    private CompletableFuture<T> make() {
      A value;
      try {
        value = source.join();
      } catch (CompletionException e) {
        return failedFuture(e.getCause() == null ? e : e.getCause());
      } catch (CancellationException e) {
        return failedFuture(e);
      }
      try {
        return completedFuture(result.apply(value));
      } catch (Throwable e) {
        return failedFuture(new CompletionException(e));
      }
    }
  }

  private @Nullable CompletableFuture<T> outcome() {
    Supplier<CompletableFuture<T>> end = over.getNow(null);
    return end == null ? null : end.get();
  }

  @Override
  public boolean isDone() {
    return over.isDone();
  }

  @Override
  public boolean isCancelled() {
    CompletableFuture<T> outcome = outcome();
    return outcome != null && outcome.isCancelled();
  }

  @Override
  public boolean isCompletedExceptionally() {
    CompletableFuture<T> outcome = outcome();
    return outcome != null && outcome.isCompletedExceptionally();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    return over.get().get().get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return over.get(timeout, unit).get().get();
  }

  @Override
  public T join() {
    return over.join().get().join();
  }

  @Override
  public T getNow(T otherwise) {
    CompletableFuture<T> outcome = outcome();
    return outcome == null ? otherwise : outcome.join();
  }

  /** What {@code Future.resultNow} is on JDK 19 and later, which this takes the place of. */
  public T resultNow() {
    CompletableFuture<T> outcome = ended();
    if (outcome.isCompletedExceptionally()) {
      throw new IllegalStateException(
          outcome.isCancelled() ? "the future was cancelled" : "the future has failed");
    }
    return outcome.join();
  }

  /** What {@code Future.exceptionNow} is on JDK 19 and later, which this takes the place of. */
  public Throwable exceptionNow() {
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
  public boolean complete(T value) {
    CompletableFuture<T> outcome = completedFuture(value);
    return over.complete(() -> outcome) && super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    CompletableFuture<T> outcome = failedFuture(failure);
    return over.complete(() -> outcome) && super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    outcome.cancel(false);
    if (over.complete(() -> outcome)) {
      super.cancel(mayInterrupt);
    }
    return isCancelled();
  }

  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
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
  public Executor defaultExecutor() {
    return CallbackThreads.SHARED;
  }
}
