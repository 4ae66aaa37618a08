package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The open watches and waits of a session, by the numbers under which the server knows them.
 *
 * <p>A number is used for one connection only. So a push or a credit of a lost connection can't be
 * taken for one of the present: it names a number that nobody has any more.
 *
 * <p>Threads: safe for use by many threads; pushes come from the channel's.
 */
final class OpenSubscriptions {

  private final Channel channel;
  private final Map<Long, OpenSubscription> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  OpenSubscriptions(Channel channel) {
    this.channel = channel;
  }

  Subscription watch(WatchSpec spec, long credit, WatchListener listener) {
    WatchSubscription subscription = new WatchSubscription(this, spec, credit, listener);
    subscription.open();
    return subscription;
  }

  Subscription await(ConditionSpec spec, long credit, MatchListener listener) {
    WaitSubscription subscription = new WaitSubscription(this, spec, credit, listener);
    subscription.open();
    return subscription;
  }

  /** Gives {@code subscription} a fresh number in the place of {@code old}. */
  long number(OpenSubscription subscription, long old) {
    open.remove(old);
    long id = last.incrementAndGet();
    open.put(id, subscription);
    return id;
  }

  void forget(long id) {
    open.remove(id);
  }

  CompletableFuture<Reply> submit(Request request) {
    return channel.submit(request);
  }

  void opened(
      OpenSubscription subscription,
      long asked,
      @Nullable Reply reply,
      @Nullable Throwable failure) {
    if (!subscription.is(asked)) {
      if (reply instanceof Reply.Opened && !subscription.wasNumbered(asked)) {
        // It was asked for just as the connection came back, and once more for that reason.
        submit(new Request.Cancel(asked));
      }
      return;
    }
    if (reply instanceof Reply.Opened opened) {
      subscription.confirm(opened.revision());
      safely(subscription::opened);
    } else if (failure instanceof EngineException.Gone gone) {
      subscription.end();
      safely(() -> subscription.gone(gone.oldest()));
    } else if (failure instanceof EngineException cause) {
      close(subscription, cause);
    }
    // Any other reply says that the connection went before the server answered: it is opened anew.
  }

  /**
   * Takes what the server says. Of a number that nobody has any more it is dropped: whoever
   * cancelled has told the server already, once, and what was open on a lost connection the server
   * has forgotten with it.
   */
  void push(Push push) {
    if (push instanceof Push.Event event) {
      for (long id : event.ids()) {
        if (open.get(id) instanceof WatchSubscription watch) {
          deliver(watch, () -> watch.event(event.event()));
        }
      }
    } else if (push instanceof Push.Matched matched) {
      for (long id : matched.ids()) {
        if (open.get(id) instanceof WaitSubscription wait) {
          deliver(wait, () -> wait.match(matched.match()));
        }
      }
    } else if (push instanceof Push.Gone gone) {
      OpenSubscription subscription = open.get(gone.id());
      if (subscription != null && subscription.end() != 0) {
        safely(() -> subscription.gone(gone.oldest()));
      }
    } else if (push instanceof Push.Ended ended) {
      OpenSubscription subscription = open.get(ended.id());
      if (subscription != null) {
        subscription.end();
      }
    } else if (push instanceof Push.Progress progress) {
      advance(progress);
    }
  }

  private void advance(Push.Progress progress) {
    long[] lagging = progress.lagging().clone();
    Arrays.sort(lagging);
    open.forEach(
        (id, subscription) -> {
          if (Arrays.binarySearch(lagging, id) < 0) {
            subscription.progress(progress.revision());
          }
        });
  }

  void reopen() {
    for (OpenSubscription subscription : new ArrayList<>(open.values())) {
      subscription.open();
    }
  }

  /**
   * The channel has ended. May be called again if it throws, for want of memory; what one throws
   * keeps none of the others from being told.
   */
  void closed(EngineException cause) {
    VirtualMachineError last = null;
    for (OpenSubscription subscription : open.values()) {
      try {
        close(subscription, cause);
      } catch (VirtualMachineError dying) {
        last = dying;
      }
    }
    if (last != null) {
      throw last;
    }
  }

  /** Of one that could not be told it is known that it has still to be. */
  private static void close(OpenSubscription subscription, EngineException cause) {
    if (subscription.beginClosing()) {
      safely(() -> subscription.closed(cause));
      subscription.endClosing();
    }
  }

  /** Tells a listener; one that throws gets no more, and is told so. */
  private static void deliver(OpenSubscription to, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error thrown) {
      to.cancel();
      // Wrapped: an error is for whoever waits to see, not for this thread to die of.
      safely(
          () ->
              to.closed(
                  new IllegalStateException("a listener of the state engine failed", thrown)));
      if (thrown instanceof VirtualMachineError) {
        throw thrown;
      }
      warn(thrown);
    }
  }

  private static void warn(Throwable thrown) {
    try {
      System.getLogger(OpenSubscriptions.class.getName())
          .log(Level.WARNING, "a listener of the state engine threw an exception", thrown);
    } catch (VirtualMachineError dying) {
      throw dying;
    } catch (RuntimeException | Error ofTheLog) {
      // It is the user's, and keeps nobody else from being told.
    }
  }

  /** Runs a listener; what it throws must not end the thread that every other listener lives on. */
  static void safely(Runnable call) {
    try {
      call.run();
    } catch (VirtualMachineError dying) {
      throw dying; // such as a full heap, which is nobody's listener's
    } catch (RuntimeException | Error thrown) {
      warn(thrown);
    }
  }
}
