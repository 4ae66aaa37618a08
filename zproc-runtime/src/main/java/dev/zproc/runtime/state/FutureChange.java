package dev.zproc.runtime.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Takes the first change of a publisher.
 *
 * <p>Threads: called by the publisher's executor, one call at a time.
 */
final class FutureChange<S> implements Flow.Subscriber<Change<S>> {

  private final CompletableFuture<Change<S>> future = new CompletableFuture<>();

  CompletableFuture<Change<S>> future() {
    return future;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(1);
    future.whenComplete((change, failure) -> subscription.cancel());
  }

  @Override
  public void onNext(Change<S> change) {
    future.complete(change);
  }

  @Override
  public void onError(Throwable failure) {
    future.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    // It comes after the one change that was asked for.
  }
}
