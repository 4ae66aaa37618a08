package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Gives each subscriber a watch whose credit is its demand.
 *
 * <p>Threads: safe for use by many threads. Subscribers are called on the executor, one call at a
 * time.
 */
final class ChangePublisher<S> implements Flow.Publisher<Change<S>> {

  private final WatchRequest<S> request;
  private final Executor executor;

  ChangePublisher(WatchRequest<S> request, Executor executor) {
    this.request = request;
    this.executor = executor;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Change<S>> subscriber) {
    Delivery<S> delivery =
        new Delivery<>(request, executor, Objects.requireNonNull(subscriber, "subscriber"));
    delivery.start();
  }

  /**
   * One subscription: what the engine, the subscriber and the executor each do, put in one order.
   */
  private static final class Delivery<S> implements Flow.Subscription, WatchListener, Runnable {

    private final WatchRequest<S> request;
    private final Executor executor;
    private final ConcurrentLinkedQueue<Object> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    private volatile Flow.@Nullable Subscriber<? super Change<S>> subscriber;
    private volatile @Nullable Subscription subscription;
    private volatile boolean ended;
    private long left;

    Delivery(
        WatchRequest<S> request, Executor executor, Flow.Subscriber<? super Change<S>> subscriber) {
      this.request = request;
      this.executor = executor;
      this.subscriber = subscriber;
      this.left = request.limit() == 0 ? Long.MAX_VALUE : request.limit();
    }

    private record Failed(Throwable cause) {}

    private record Demand(long changes) {}

    private enum Begin {
      NOW
    }

    void start() {
      signal(Begin.NOW);
    }

    @Override
    public void request(long changes) {
      if (!ended) {
        signal(new Demand(changes));
      }
    }

    @Override
    public void cancel() {
      ended = true;
      signal(Begin.NOW); // lets go of the subscriber
      Subscription open = subscription;
      if (open != null) {
        open.cancel();
      }
    }

    @Override
    public void onEvent(CommitEvent event) {
      signal(event);
    }

    @Override
    public void onGone(long oldestRevision) {
      signal(new Failed(Failures.historyGone(oldestRevision)));
    }

    @Override
    public void onClosed(Throwable cause) {
      signal(new Failed(Failures.of(cause)));
    }

    private void signal(Object signal) {
      signals.add(signal);
      if (pending.getAndIncrement() == 0) {
        executor.execute(this);
      }
    }

    @Override
    public void run() {
      int done;
      do {
        done = pending.get();
        for (int i = 0; i < done; i++) {
          Object signal = signals.poll();
          if (ended) {
            subscriber = null;
          } else if (signal != null) {
            handle(signal);
          }
        }
      } while (pending.addAndGet(-done) > 0);
    }

    private void handle(Object signal) {
      Flow.Subscriber<? super Change<S>> to = subscriber;
      if (to == null) {
        return;
      }
      try {
        if (signal == Begin.NOW) {
          begin(to);
        } else if (signal instanceof Demand demand) {
          demand(to, demand.changes());
        } else if (signal instanceof CommitEvent event) {
          deliver(to, event);
        } else if (signal instanceof Failed failed) {
          fail(to, failed.cause());
        }
      } catch (RuntimeException e) {
        // A subscriber that throws has broken the rules: nobody is there to be told.
        cancel();
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }

    private void begin(Flow.Subscriber<? super Change<S>> to) {
      to.onSubscribe(this);
      if (ended) {
        return;
      }
      try {
        Subscription open = request.space().engine().watch(request.spec(), 0, this);
        subscription = open;
        if (ended) {
          open.cancel();
        }
      } catch (RuntimeException e) {
        fail(to, e);
      }
    }

    private void demand(Flow.Subscriber<? super Change<S>> to, long changes) {
      if (changes <= 0) {
        cancelWatch();
        fail(to, new IllegalArgumentException("a demand is 1 or more (rule 3.9), not " + changes));
        return;
      }
      Subscription open = subscription;
      if (open != null) {
        open.request(changes);
      }
    }

    private void deliver(Flow.Subscriber<? super Change<S>> to, CommitEvent event) {
      StateSpace<S> space = request.space();
      space.cursors.saw(event.revision());
      left--;
      to.onNext(new Change<>(space.namespace, event));
      if (left == 0 && !ended) {
        ended = true;
        cancelWatch();
        to.onComplete();
        subscriber = null;
      }
    }

    private void fail(Flow.Subscriber<? super Change<S>> to, Throwable cause) {
      ended = true;
      to.onError(cause);
      subscriber = null;
    }

    private void cancelWatch() {
      Subscription open = subscription;
      if (open != null) {
        open.cancel();
      }
    }
  }
}
