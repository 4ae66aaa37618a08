package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.wait.Failures;
import dev.zproc.runtime.internal.wait.View;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits that nobody sits in: futures of what the blocking calls return. Whoever completes or
 * cancels the future ends the wait.
 *
 * <p>Threads: safe for use by many threads. A future is completed by the common pool, never by a
 * thread of the engine.
 */
final class FutureMatch<S> implements MatchListener {

  private final StateSpace<S> space;
  private final StateEngine engine;
  private final Condition condition;
  private final CompletableFuture<S> future = new CompletableFuture<>();
  private final Executor executor = ForkJoinPool.commonPool();
  private @Nullable Subscription subscription;
  private boolean restarted;

  private FutureMatch(StateSpace<S> space, StateEngine engine, Condition condition) {
    this.space = space;
    this.engine = engine;
    this.condition = condition;
  }

  /** The snapshot at the first revision, from the horizon on, at which {@code condition} holds. */
  static <S> CompletableFuture<S> of(StateSpace<S> space, Condition condition) {
    Transaction.forbid();
    StateEngine engine = space.engine();
    condition.criterion(engine); // complains of another context's
    FutureMatch<S> match = new FutureMatch<>(space, engine, condition);
    match.open(space.cursors.horizon());
    match.future.whenComplete((snapshot, failure) -> match.cancel());
    return match.future;
  }

  /** The result of {@code wait}, which blocks a thread made for it. */
  static <T> CompletableFuture<T> inThread(Supplier<T> wait) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                future.complete(wait.get());
              } catch (Throwable e) {
                future.completeExceptionally(e);
              }
            },
            "zproc-await");
    thread.setDaemon(true);
    thread.start();
    future.whenComplete(
        (value, failure) -> {
          if (Thread.currentThread() != thread) {
            thread.interrupt();
          }
        });
    return future;
  }

  private synchronized void open(long from) {
    if (!future.isDone()) {
      ConditionSpec spec =
          Conditions.spec(space.engine(), condition, from, List.of(space.namespace.range));
      subscription = engine.await(spec, 1, this);
    }
  }

  private synchronized void cancel() {
    Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onMatch(Match match) {
    executor.execute(
        () -> {
          space.cursors.saw(match.revision());
          future.complete(space.namespace.snapshot(View.of(match.captured())));
        });
  }

  @Override
  public void onGone(long oldestRevision) {
    boolean again = !restarted;
    restarted = true;
    executor.execute(
        () -> {
          if (again) {
            open(0); // by definition the newest revision takes the place of the horizon
          } else {
            future.completeExceptionally(Failures.historyGone(oldestRevision));
          }
        });
  }

  @Override
  public void onClosed(Throwable cause) {
    executor.execute(() -> future.completeExceptionally(Failures.of(cause)));
  }
}
