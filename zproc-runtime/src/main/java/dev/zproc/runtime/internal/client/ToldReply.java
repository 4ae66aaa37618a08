package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.wire.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A reply of which one is told by whoever brings it. Not by a stage, which would swallow what goes
 * wrong in the telling: where the stack of a caller overflows that does the link's work, the
 * request is still there, and told again with the end of the link.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ToldReply extends CompletableFuture<Reply> {

  private final BiConsumer<@Nullable Reply, @Nullable Throwable> told;

  /** Tells {@code told}, for whom only the first time counts. */
  ToldReply(BiConsumer<@Nullable Reply, @Nullable Throwable> told) {
    this.told = told;
  }

  @Override
  public boolean complete(Reply reply) {
    told.accept(reply, null);
    return super.complete(reply);
  }

  @Override
  public boolean completeExceptionally(Throwable cause) {
    told.accept(null, cause);
    return super.completeExceptionally(cause);
  }
}
