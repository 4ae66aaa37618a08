package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.wire.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a reply into what the caller wants of it. It and its most common functions are classes and
 * no lambdas: a child needs them before its method runs, and the first lambda of a JVM takes
 * milliseconds.
 */
record Answer<R extends Reply, T>(Class<R> kind, Function<R, T> result, CompletableFuture<T> answer)
    implements BiConsumer<@Nullable Reply, @Nullable Throwable> {

  static final Function<Reply.Found, ReadResult> FOUND = new Found();
  static final Function<Reply.Committed, CommitResult> COMMITTED = new Committed();
  static final Function<Reply.Done, Void> DONE = new Done();

  @Override
  public void accept(@Nullable Reply reply, @Nullable Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(failure);
    } else if (kind.isInstance(reply)) {
      answer.complete(result.apply(kind.cast(reply)));
    } else {
      answer.completeExceptionally(
          new EngineException.Rejected(
              EngineException.Rejected.Why.DEFECT, "the server answered with a " + reply));
    }
  }

  private static final class Found implements Function<Reply.Found, ReadResult> {
    @Override
    public ReadResult apply(Reply.Found found) {
      return found.result();
    }
  }

  private static final class Committed implements Function<Reply.Committed, CommitResult> {
    @Override
    public CommitResult apply(Reply.Committed committed) {
      return committed.result();
    }
  }

  private static final class Done implements Function<Reply.Done, Void> {
    @Override
    @SuppressWarnings("NullAway") // there is nothing else to return
    public Void apply(Reply.Done done) {
      return null;
    }
  }
}
