package dev.zproc.runtime.internal.wait;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future of a user, which follows one of ours. It is settled by {@link CallbackThreads}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ToldFuture<T> extends LookedAtFuture<T> {

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
        // As it is: who looks what it is, in whenComplete, is not to have to unwrap it.
        return failedFuture(e);
      }
    }
  }

  @Override
  @Nullable CompletableFuture<T> outcome() {
    Supplier<CompletableFuture<T>> end = over.getNow(null);
    return end == null ? null : end.get();
  }

  @Override
  boolean finish(CompletableFuture<T> end) {
    return over.complete(() -> end);
  }

  @Override
  public boolean isDone() {
    return over.isDone();
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
}
