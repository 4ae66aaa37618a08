package dev.zproc.runtime.internal.engine;

import java.util.concurrent.CompletableFuture;

/** An answer that is not there yet. */
public class FutureAnswer<R> extends CompletableFuture<R> implements Answer<R> {

  @Override
  public void done(R result) {
    complete(result);
  }

  @Override
  public void failed(EngineException cause) {
    completeExceptionally(cause);
  }
}
