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
final class Deliveries {

  private final Channel channel;
  private final Map<Long, Delivery> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  Deliveries(Channel channel) {
    this.channel = channel;
  }

  Subscription watch(WatchSpec spec, long credit, WatchListener listener) {
    WatchDelivery delivery = new WatchDelivery(this, spec, credit, listener);
    delivery.open();
    return delivery;
  }

  Subscription await(ConditionSpec spec, long credit, MatchListener listener) {
    WaitDelivery delivery = new WaitDelivery(this, spec, credit, listener);
    delivery.open();
    return delivery;
  }

  /** Gives {@code delivery} a fresh number in the place of {@code old}. */
  long number(Delivery delivery, long old) {
    open.remove(old);
    long id = last.incrementAndGet();
    open.put(id, delivery);
    return id;
  }

  void forget(long id) {
    open.remove(id);
  }

  CompletableFuture<Reply> submit(Request request) {
    return channel.submit(request);
  }

  void opened(Delivery delivery, long asked, @Nullable Reply reply, @Nullable Throwable failure) {
    if (!delivery.is(asked)) {
      return;
    }
    if (reply instanceof Reply.Opened opened) {
      delivery.confirm(opened.revision());
    } else if (failure instanceof EngineException.Gone gone) {
      delivery.end();
      safely(() -> delivery.gone(gone.oldest()));
    } else if (failure instanceof EngineException cause) {
      delivery.end();
      safely(() -> delivery.closed(cause));
    }
    // Any other reply says that the connection went before the server answered: it is opened anew.
  }

  void push(Push push) {
    if (push instanceof Push.Event event) {
      for (long id : event.ids()) {
        if (find(id) instanceof WatchDelivery watch) {
          safely(() -> watch.event(event.event()));
        }
      }
    } else if (push instanceof Push.Matched matched) {
      for (long id : matched.ids()) {
        if (find(id) instanceof WaitDelivery wait) {
          safely(() -> wait.match(matched.match()));
        }
      }
    } else if (push instanceof Push.Gone gone) {
      Delivery delivery = open.get(gone.id());
      if (delivery != null && delivery.end() != 0) {
        safely(() -> delivery.gone(gone.oldest()));
      }
    } else if (push instanceof Push.Ended ended) {
      Delivery delivery = open.get(ended.id());
      if (delivery != null) {
        delivery.end();
      }
    } else if (push instanceof Push.Progress progress) {
      advance(progress);
    }
  }

  private @Nullable Delivery find(long id) {
    Delivery delivery = open.get(id);
    if (delivery == null) {
      // Cancelled while this was on its way, or of a connection that is no more.
      channel.submit(new Request.Cancel(id));
    }
    return delivery;
  }

  private void advance(Push.Progress progress) {
    long[] lagging = progress.lagging().clone();
    Arrays.sort(lagging);
    open.forEach(
        (id, delivery) -> {
          if (Arrays.binarySearch(lagging, id) < 0) {
            delivery.progress(progress.revision());
          }
        });
  }

  void reopen() {
    for (Delivery delivery : new ArrayList<>(open.values())) {
      delivery.open();
    }
  }

  void closed(EngineException cause) {
    for (Delivery delivery : new ArrayList<>(open.values())) {
      if (delivery.end() != 0) {
        safely(() -> delivery.closed(cause));
      }
    }
  }

  /** Runs a listener; what it throws must not end the thread that every other listener lives on. */
  static void safely(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException thrown) {
      System.getLogger(Deliveries.class.getName())
          .log(Level.WARNING, "a listener of the state engine threw an exception", thrown);
    }
  }
}
