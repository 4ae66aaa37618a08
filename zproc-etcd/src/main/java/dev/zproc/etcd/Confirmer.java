package dev.zproc.etcd;

import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks etcd for its newest commit, on behalf of all reads that have come meanwhile, and lets them
 * on when it has arrived. Where nobody asks it looks by itself now and then, and has the feed begin
 * anew if that does not bring what there is.
 *
 * <p>Threads: runs in `zproc-etcd-reads`; {@link #confirm} is for the server's thread.
 */
final class Confirmer implements Runnable {

  private static final long LOOK_SECONDS = 2;

  /** How long a watch may be silent that lacks something. */
  static final long BEHIND_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Gateway gateway;
  private final Layout layout;
  private final Arrivals arrivals;
  private final Feed feed;
  private final long timeoutNanos;
  private final long behindNanos;
  private final BlockingQueue<Consumer<@Nullable String>> asked = new LinkedBlockingQueue<>();

  Confirmer(
      Gateway gateway,
      Layout layout,
      Arrivals arrivals,
      Feed feed,
      long timeoutNanos,
      long behindNanos) {
    this.gateway = gateway;
    this.layout = layout;
    this.arrivals = arrivals;
    this.feed = feed;
    this.timeoutNanos = timeoutNanos;
    this.behindNanos = behindNanos;
  }

  void confirm(Consumer<@Nullable String> then) {
    asked.add(then);
  }

  @Override
  public void run() {
    try {
      while (true) {
        List<Consumer<@Nullable String>> all = new ArrayList<>();
        Consumer<@Nullable String> first = asked.poll(LOOK_SECONDS, TimeUnit.SECONDS);
        if (first != null) {
          all.add(first);
          asked.drainTo(all);
        }
        String failure;
        try {
          failure = caughtUp(System.nanoTime() + timeoutNanos);
        } catch (RuntimeException | Error broken) {
          failure = "the read has failed: " + broken;
        }
        String why = failure;
        all.forEach(then -> arrivals.add(new Arrival.Confirmed(then, why)));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all has arrived that there is now; returns what is wrong if it does not. */
  private @Nullable String caughtUp(long deadline) throws InterruptedException {
    JsonObject ask = new JsonObject();
    Json.bytes(ask, "key", layout.last);
    String why = "etcd was not asked in time";
    while (deadline - System.nanoTime() > 0) {
      try {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        Json.Pair last =
            Json.single(gateway.call("/v3/kv/range", ask, Math.min(Gateway.ATTEMPT_MILLIS, left)));
        return arrived(last == null ? 0 : last.revision(), deadline)
            ? null
            : "what etcd has accepted does not arrive here";
      } catch (GatewayException failed) {
        why = String.valueOf(failed.getMessage());
        if (failed.isRefused()) {
          return why;
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    return why;
  }

  private boolean arrived(long revision, long deadline) throws InterruptedException {
    while (deadline - System.nanoTime() > 0) {
      feed.hurry();
      long soon = Math.min(deadline, System.nanoTime() + behindNanos);
      if (arrivals.awaitSeen(revision, soon)) {
        return true;
      }
      feed.restartIfSilent(behindNanos);
    }
    return false;
  }
}
