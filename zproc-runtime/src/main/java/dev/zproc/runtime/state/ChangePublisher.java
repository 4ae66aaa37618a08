package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import dev.zproc.runtime.internal.wait.Failures;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives each subscriber a watch whose credit is its demand.
 *
 * <p>Threads: safe for use by many threads. Subscribers are called on the executor, one call at a
 * time.
 */
final class ChangePublisher<S> implements Flow.Publisher<Change<S>> {

  private static final int LIVE_WINDOW = 256;

  private final WatchRequest<S> request;
  private final Executor executor;

  ChangePublisher(WatchRequest<S> request, Executor executor) {
    this.request = request;
    this.executor = executor;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Change<S>> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    WatchRequest<S> begun = request;
    RuntimeException failure = null;
    try {
      begun = request.begun(); // here, so that what is changed after this call is delivered
    } catch (RuntimeException e) {
      failure = e; // which is the subscriber's to know
    }
    Delivery<S> delivery = new Delivery<>(begun, executor, subscriber);
    delivery.start(failure);
  }

  /**
   * One subscription: what the engine, the subscriber and the executor each do, put in one order.
   */
  private static final class Delivery<S> implements Flow.Subscription, WatchListener, Runnable {

    private final WatchRequest<S> request;
    private final Executor executor;

    /** What there is to do, each for the subscriber as long as there is one. */
    private final ConcurrentLinkedQueue<Consumer<Flow.Subscriber<? super Change<S>>>> signals =
        new ConcurrentLinkedQueue<>();

    private final AtomicInteger pending = new AtomicInteger();

    private volatile Flow.@Nullable Subscriber<? super Change<S>> subscriber;
    private volatile @Nullable Subscription subscription;
    private volatile boolean ended;

    /** Whether nothing runs it any more. */
    private volatile boolean dropped;

    private final FollowedViews views;
    private long left;
    private @Nullable WatchSpec spec;

    /** Of a live one: what has come and was not delivered, the newest alone. */
    private final AtomicReference<@Nullable CommitEvent> newest = new AtomicReference<>();

    private final AtomicLong taken = new AtomicLong();
    private long wanted;

    Delivery(
        WatchRequest<S> request, Executor executor, Flow.Subscriber<? super Change<S>> subscriber) {
      this.request = request;
      this.executor = executor;
      this.subscriber = subscriber;
      this.views = new FollowedViews(request.space().namespace, request.label());
      this.left = request.limit() == 0 ? Long.MAX_VALUE : request.limit();
    }

    void start(@Nullable RuntimeException failure) {
      signal(to -> begin(to, failure));
    }

    @Override
    public void request(long changes) {
      if (!ended) {
        signal(to -> demand(to, changes));
      }
    }

    @Override
    public void cancel() {
      ended = true;
      views.close();
      signal(to -> {}); // lets go of the subscriber
      Subscription open = subscription;
      if (open != null) {
        open.cancel();
      }
    }

    @Override
    public void onEvent(CommitEvent event) {
      if (request.isLive()) {
        newest.set(event);
        taken.incrementAndGet();
        signal(
            to -> {
              giveCredit();
              deliverNewest(to);
            });
      } else {
        signal(to -> deliver(to, event));
      }
    }

    @Override
    public void onGone(long oldestRevision) {
      if (request.isLive()) {
        signal(to -> reopen(oldestRevision)); // it has fallen behind, and goes on with what is left
      } else {
        Failures.goneByNow(request.space().engine(), Failures.historyGone(oldestRevision))
            .thenAccept(gone -> signal(to -> fail(to, gone)));
      }
    }

    @Override
    public void onClosed(Throwable cause) {
      signal(to -> fail(to, Failures.of(cause)));
    }

    private void signal(Consumer<Flow.Subscriber<? super Change<S>>> signal) {
      signals.add(signal);
      if (pending.getAndIncrement() == 0) {
        try {
          executor.execute(this);
        } catch (Throwable e) {
          drop(); // the executor is shut down, or broken: nobody can be told any more
        }
      } else if (dropped) {
        signals.clear();
      }
    }

    private void drop() {
      dropped = true;
      ended = true;
      subscriber = null;
      signals.clear();
      cancelWatch();
    }

    @Override
    public void run() {
      int done;
      do {
        done = pending.get();
        for (int i = 0; i < done; i++) {
          Consumer<Flow.Subscriber<? super Change<S>>> signal = signals.poll();
          Flow.Subscriber<? super Change<S>> to = subscriber;
          if (ended) {
            subscriber = null;
          } else if (signal != null && to != null) {
            handle(signal, to);
          }
        }
      } while (pending.addAndGet(-done) > 0);
    }

    private void handle(
        Consumer<Flow.Subscriber<? super Change<S>>> signal,
        Flow.Subscriber<? super Change<S>> to) {
      try {
        signal.accept(to);
      } catch (Throwable e) {
        broken(to, e);
      }
    }

    /** A subscriber that throws, whatever it is, is cancelled, and told if it can still be. */
    private void broken(Flow.Subscriber<? super Change<S>> to, Throwable thrown) {
      boolean tell = !ended;
      cancel();
      if (tell) {
        try {
          to.onError(thrown);
        } catch (Throwable again) {
          // What is told below is what came first.
        }
      }
      CallbackThreads.tellUncaught(thrown);
    }

    private void begin(Flow.Subscriber<? super Change<S>> to, @Nullable RuntimeException failure) {
      to.onSubscribe(this);
      if (ended) {
        return;
      }
      if (failure != null) {
        fail(to, failure);
        return;
      }
      try {
        spec = request.spec();
        open(spec);
      } catch (RuntimeException e) {
        fail(to, e);
      }
    }

    private void reopen(long after) {
      WatchSpec first = Objects.requireNonNull(spec);
      open(
          new WatchSpec(
              first.keys(), after, first.skipOrigin(), first.identical(), 0, first.label()));
    }

    private void open(WatchSpec from) {
      Subscription open =
          request.space().engine().watch(from, request.isLive() ? LIVE_WINDOW : 0, this);
      subscription = open;
      if (ended) {
        open.cancel();
      }
    }

    /** A live watch takes whatever comes, wanted or not. */
    private void giveCredit() {
      long events = taken.getAndSet(0);
      Subscription open = subscription;
      if (events > 0 && open != null) {
        open.request(events);
      }
    }

    private void deliverNewest(Flow.Subscriber<? super Change<S>> to) {
      CommitEvent event = wanted > 0 ? newest.getAndSet(null) : null;
      if (event != null) {
        wanted--;
        deliver(to, event);
      }
    }

    private void demand(Flow.Subscriber<? super Change<S>> to, long changes) {
      if (changes <= 0) {
        cancelWatch();
        fail(to, new IllegalArgumentException("a demand is 1 or more (rule 3.9), not " + changes));
        return;
      }
      if (request.isLive()) {
        wanted = wanted + changes < 0 ? Long.MAX_VALUE : wanted + changes;
        deliverNewest(to);
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
      if (left == 0) {
        views.close(); // before the last one, which nobody may ask after
      }
      to.onNext(new Change<>(space.namespace, event, views));
      if (left == 0 && !ended) {
        ended = true;
        cancelWatch();
        to.onComplete();
        subscriber = null;
      }
    }

    private void fail(Flow.Subscriber<? super Change<S>> to, Throwable cause) {
      ended = true;
      views.close();
      to.onError(cause);
      subscriber = null;
    }

    private void cancelWatch() {
      views.close();
      Subscription open = subscription;
      if (open != null) {
        open.cancel();
      }
    }
  }
}
