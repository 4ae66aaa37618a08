package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future of one pipelined request. The engine's thread only takes note of the answer: whoever
 * waits for it, or looks, sees it from then on and decodes it; what hangs on the future is called
 * by the {@link Settler}. One object for each request, since there may be many.
 *
 * <p>Threads: safe for use by many threads.
 */
final class PipelinedFuture<A, T> extends LookedAtFuture<T> implements Answer<A> {

  // The field of any instance, whatever its types are.
  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<PipelinedFuture, Object> END =
      AtomicReferenceFieldUpdater.newUpdater(PipelinedFuture.class, Object.class, "end");

  /** Where threads wait for the end, and do the engine's work meanwhile if they can. */
  private static final class Gate extends CompletableFuture<Void> implements BooleanSupplier {

    @Override
    public boolean getAsBoolean() {
      return isDone();
    }
  }

  private final Pipeline pipeline;
  private final long bytes;
  private final Consumer<? super A> seen;
  private final Function<? super A, ? extends T> result;

  /** Whether something was hung on it, or is about to be, otherwise than by {@code allOf}. */
  private volatile boolean hungOn;

  /**
   * Whether it has given back what it took of the window. The answer is told again if that went
   * wrong the first time, and may be told of a request whose sending has failed half way.
   */
  private boolean left;

  /**
   * Whether the settler has it, which may have failed to take it when the answer was told first;
   * that it has it twice does no harm.
   */
  private boolean added;

  /**
   * What became of it: null at first, and a {@link Gate} once somebody waits; then the answer; then
   * what was made of that, a future that is complete.
   */
  private volatile @Nullable Object end;

  /**
   * @param bytes what it takes of the pipeline's window
   * @param seen told the answer before anybody else, by a thread that must not be held up
   * @param result makes the result of the answer; called by whoever looks first
   */
  PipelinedFuture(
      Pipeline pipeline,
      long bytes,
      Consumer<? super A> seen,
      Function<? super A, ? extends T> result) {
    this.pipeline = pipeline;
    this.bytes = bytes;
    this.seen = seen;
    this.result = result;
  }

  @Override
  public void done(A answer) {
    seen.accept(answer);
    answered(answer);
  }

  @Override
  public void failed(EngineException cause) {
    answered(failedFuture(Failures.of(cause)));
  }

  private void answered(Object ending) {
    leave();
    end(ending);
    if (!added) {
      pipeline.settler.add(this);
      added = true;
    }
  }

  /** Gives back what it takes of the window, once: it is answered, or was not even asked for. */
  void leave() {
    synchronized (this) {
      if (left) {
        return;
      }
      left = true;
    }
    pipeline.left(bytes);
  }

  @Override
  boolean finish(CompletableFuture<T> ending) {
    boolean first = end(ending);
    if (first) {
      pipeline.lead.wake(); // whoever waits may be at the engine's work
    }
    return first;
  }

  /** Ends it, if it has not ended; lets those go who wait. */
  private boolean end(Object ending) {
    while (true) {
      Object now = end;
      if (now != null && !(now instanceof Gate)) {
        return false;
      }
      if (END.compareAndSet(this, now, ending)) {
        if (now instanceof Gate gate) {
          gate.complete(null);
        }
        return true;
      }
    }
  }

  @Override
  @Nullable CompletableFuture<T> outcome() {
    Object now = end;
    return now == null || now instanceof Gate ? null : outcome(now);
  }

  // What is no answer is what was made of one.
  @SuppressWarnings("unchecked")
  private CompletableFuture<T> outcome(Object ending) {
    if (ending instanceof CompletableFuture<?>) {
      return (CompletableFuture<T>) ending;
    }
    CompletableFuture<T> made = make((A) ending);
    if (!END.compareAndSet(this, ending, made)) {
      return (CompletableFuture<T>) end();
    }
    if (!isHungOn()) {
      settle(made); // which calls nobody, and is done for the settler
    }
    return made;
  }

  private Object end() {
    Object now = end;
    if (now == null) {
      throw new IllegalStateException("it has not ended");
    }
    return now;
  }

  private CompletableFuture<T> make(A answer) {
    try {
      return completedFuture(result.apply(answer));
    } catch (Throwable e) {
      return failedFuture(e);
    }
  }

  /** Calls what hangs on it, if it has ended. */
  void settle() {
    if (!isSettled()) {
      CompletableFuture<T> outcome = outcome();
      if (outcome != null) {
        settle(outcome);
      }
    }
  }

  /**
   * Whether something may hang on it that is to be called soon. What hangs on it by {@code allOf}
   * or {@code anyOf} after its end is not known here.
   */
  boolean isHungOn() {
    return hungOn || getNumberOfDependents() > 0;
  }

  /** Something is about to hang on it, of which {@link #isHungOn} may not know yet. */
  private void hang() {
    hungOn = true;
    // Who ends it looks whether something hangs on it after that, and we look the other way round.
    if (getNumberOfDependents() == 0) {
      settle();
    }
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    hang();
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    hang();
    return this;
  }

  /** The gate before the end; null if it has ended. */
  private @Nullable Gate gate() {
    Object now = end;
    if (now == null) {
      Gate made = new Gate();
      now = END.compareAndSet(this, null, made) ? made : end;
    }
    return now instanceof Gate gate ? gate : null;
  }

  @Override
  public boolean isDone() {
    Object now = end;
    return now != null && !(now instanceof Gate);
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    Gate gate = gate();
    if (gate != null) {
      boolean following = pipeline.lead.lead(gate, Long.MAX_VALUE);
      try {
        gate.get();
      } finally {
        unfollow(following, gate);
      }
    }
    return outcome(end()).get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    Gate gate = gate();
    if (gate != null) {
      long end = System.nanoTime() + unit.toNanos(timeout);
      boolean following = pipeline.lead.lead(gate, unit.toNanos(timeout));
      try {
        gate.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } finally {
        unfollow(following, gate);
      }
    }
    return outcome(end()).get();
  }

  @Override
  public T join() {
    Gate gate = gate();
    if (gate != null) {
      boolean following = pipeline.lead.lead(gate, Long.MAX_VALUE);
      try {
        gate.join();
      } finally {
        unfollow(following, gate);
      }
    }
    return outcome(end()).join();
  }

  private void unfollow(boolean following, Gate gate) {
    if (following) {
      pipeline.lead.unfollow(gate);
    }
  }
}
