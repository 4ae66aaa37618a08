package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.EngineException;
import java.util.concurrent.CompletableFuture;

/** A reply that is not there yet. */
public final class ReplyFuture extends CompletableFuture<Reply> implements ReplyTo {

  static final CompletableFuture<Reply> DONE = CompletableFuture.completedFuture(new Reply.Done());

  @Override
  public void replied(Reply reply) {
    complete(reply);
  }

  @Override
  public void failed(EngineException cause) {
    completeExceptionally(cause);
  }
}
