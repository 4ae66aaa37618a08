package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requests of one process that nobody waits for while they are made: they are done in the order
 * in which they are made. So that this goes for reads too, one behind a commit that is underway is
 * made in a way that cannot overtake it.
 *
 * <p>As many as {@link Window} lets through are underway; who makes more waits. Futures show what
 * their requests came to at once; what hangs on them is called by the {@link Settler}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Pipeline {

  /** How many requests may be underway, if {@code maxRequests} is not lower still. */
  public static final int MAX_REQUESTS = 16_384;

  /** How many bytes of writes may be underway; less where the heap is small. */
  private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  final Settler settler;

  /** How who waits for a future does the engine's work. */
  final Lead lead;

  private final StateEngine engine;
  private final Window window;
  private final AtomicInteger commits = new AtomicInteger();

  /** For requests to {@code engine}. */
  public Pipeline(StateEngine engine) {
    this(engine, new Settler());
  }

  Pipeline(StateEngine engine, Settler settler) {
    this.engine = engine;
    this.settler = settler;
    this.lead = engine.lead();
    int most = Math.max(2, Math.min(MAX_REQUESTS, engine.maxRequests() / 2));
    this.window = new Window(most, MAX_BYTES);
  }

  /** Whether commits are underway, which a read that takes another road may not see. */
  public boolean isCommitting() {
    return commits.get() > 0;
  }

  /**
   * Reads a key.
   *
   * @param seen told the answer before anybody else, by a thread that must not be held up
   * @param result makes the result of the answer
   */
  public <T> CompletableFuture<T> read(
      Bytes key, Consumer<? super ReadResult> seen, Function<? super ReadResult, T> result) {
    if (isCommitting()) {
      return range(
          KeyRange.single(key),
          found -> seen.accept(only(found)),
          found -> result.apply(only(found)));
    }
    ReadResult now = engine.peek(key);
    if (now != null) {
      seen.accept(now);
      return made(now, result);
    }
    PipelinedFuture<ReadResult, T> future = begin(0, seen, result);
    try {
      engine.read(key, future);
    } catch (Throwable e) {
      future.leave();
      throw e;
    }
    return future;
  }

  private static ReadResult only(RangeResult found) {
    return new ReadResult(
        found.entries().isEmpty() ? null : found.entries().get(0), found.revision());
  }

  /** Reads a range at the newest revision; otherwise like {@link #read}. */
  public <T> CompletableFuture<T> range(
      KeyRange range, Consumer<? super RangeResult> seen, Function<? super RangeResult, T> result) {
    PipelinedFuture<RangeResult, T> future = begin(0, seen, result);
    try {
      engine.range(range, StateEngine.AFTER_OWN, future);
    } catch (Throwable e) {
      future.leave();
      throw e;
    }
    return future;
  }

  /** Commits; otherwise like {@link #read}. */
  public <T> CompletableFuture<T> commit(
      Commit commit,
      Consumer<? super CommitResult> seen,
      Function<? super CommitResult, T> result) {
    PipelinedFuture<CommitResult, T> future = begin(bytes(commit), seen, result);
    try {
      engine.commit(commit, future);
    } catch (Throwable e) {
      future.leave();
      throw e;
    }
    return future;
  }

  /** About how many bytes a commit has; 1 at least. */
  private static long bytes(Commit commit) {
    long sum = 1;
    for (Operation operation : commit.operations()) {
      if (operation instanceof Operation.Put put) {
        sum += put.value().size();
      } else if (operation instanceof Operation.Append append) {
        sum += append.element().size();
      }
    }
    return sum;
  }

  private <A, T> PipelinedFuture<A, T> begin(
      long bytes, Consumer<? super A> seen, Function<? super A, T> result) {
    PipelinedFuture<A, T> future = new PipelinedFuture<>(this, bytes, seen, result);
    window.enter(bytes);
    if (bytes > 0) {
      commits.incrementAndGet();
    }
    return future;
  }

  /** A request is over; it is a commit if it has any bytes. */
  void left(long bytes) {
    if (bytes > 0) {
      commits.decrementAndGet();
    }
    window.leave(bytes);
  }

  private static <A, T> CompletableFuture<T> made(A answer, Function<? super A, T> result) {
    try {
      return CompletableFuture.completedFuture(result.apply(answer));
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
