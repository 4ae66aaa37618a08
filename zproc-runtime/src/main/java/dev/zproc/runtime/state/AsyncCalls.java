package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.Pipeline;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one accessor that nobody waits for while they are made.
 *
 * <p>Threads: safe for use by many threads.
 */
final class AsyncCalls {

  /** The result of what has none. */
  static final Function<CommitResult, @Nullable Void> NOTHING = done -> null;

  private final StateEngine engine;
  private final Pipeline pipeline;
  private final Consumer<ReadResult> sawRead;
  private final Consumer<RangeResult> sawRange;
  private final Consumer<CommitResult> sawCommit;

  AsyncCalls(StateEngine engine, Pipeline pipeline, Cursors cursors) {
    this.engine = engine;
    this.pipeline = pipeline;
    this.sawRead = found -> cursors.saw(found.revision());
    this.sawRange = found -> cursors.saw(found.revision());
    this.sawCommit = done -> cursors.saw(done.revision());
  }

  /** Reads a key; {@code result} is called by whoever looks first. */
  <T> CompletableFuture<T> read(Bytes key, Function<? super ReadResult, T> result) {
    TransactionGuard.forbid();
    return pipeline.read(key, sawRead, result);
  }

  /** The same for a range at the newest revision. */
  <T> CompletableFuture<T> range(KeyRange range, Function<? super RangeResult, T> result) {
    TransactionGuard.forbid();
    return pipeline.range(range, sawRange, result);
  }

  /** The same for a commit. */
  <T> CompletableFuture<T> commit(Commit commit, Function<? super CommitResult, T> result) {
    TransactionGuard.forbid();
    Computing.check(engine, commit);
    return pipeline.commit(commit, sawCommit, result);
  }
}
