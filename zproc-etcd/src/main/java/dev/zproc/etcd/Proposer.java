package dev.zproc.etcd;

import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.journal.Proposal;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Proposes commits to etcd, one at a time. Each compares the revision of this root's own key, and
 * writes its number there; so a proposal happens once at most, and where etcd has not answered, a
 * write to the same key either shows that it happened or makes sure that it never does.
 *
 * <p>Threads: runs in `zproc-etcd-commits`; {@link #propose} is for the server's thread.
 */
final class Proposer implements Runnable {

  private static final int MAX_PAUSE_MILLIS = 32;

  /** How long it is waited for what has happened, at least: a watch may have to begin anew. */
  private static final long MIN_ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** A proposal, and by which revisions all that it depends on was written when it was decided. */
  record Based(Proposal proposal, Map<Bytes, Long> revisions, long mirrored) {}

  private static final String NOT_HERE =
      "etcd has accepted the commit, but nothing arrives here from its watch of the prefix; check"
          + " that the user may read the prefix, and that the endpoints are of one cluster";

  private final Gateway gateway;
  private final Layout layout;
  private final Arrivals arrivals;
  private final Feed feed;
  private final long timeoutNanos;
  private final BlockingQueue<List<Based>> batches = new LinkedBlockingQueue<>();

  /** The number of the last proposal. */
  private long number;

  /** The revision of this root's own key. */
  private long known;

  /** The proposal of which it is not known whether it happened; 0 if there is none. */
  private long unsure;

  /** How often others were faster in a row, and when they first were. */
  private int conflicts;

  private long contested;
  private long deadline;

  Proposer(Gateway gateway, Layout layout, Arrivals arrivals, Feed feed, long timeoutNanos) {
    this.gateway = gateway;
    this.layout = layout;
    this.arrivals = arrivals;
    this.feed = feed;
    this.timeoutNanos = timeoutNanos;
  }

  void propose(List<Based> batch) {
    batches.add(batch);
  }

  @Override
  public void run() {
    try {
      while (true) {
        List<Based> batch = batches.take();
        long before = number;
        try {
          propose(batch, new HashMap<>());
        } catch (RuntimeException | Error broken) {
          unsure = unsure == 0 ? number : unsure;
          arrivals.giveUp(number == before + batch.size(), "the commit has failed: " + broken);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void propose(List<Based> batch, Map<Bytes, Long> written) throws InterruptedException {
    for (int i = 0; i < batch.size(); i++) {
      Based next = batch.get(i);
      if (i > 0 && !next.proposal().ranges().isEmpty()) {
        // Its ranges are compared with the revision at which it was decided, as the first one.
        if (haveArrived(number + 1)) {
          arrivals.add(new Arrival.Rest(true, 0, ""));
        }
        return;
      }
      long its = ++number;
      arrivals.await(its);
      deadline = System.nanoTime() + timeoutNanos;
      Arrival.Rest instead = settle(next, its, written);
      if (instead != null) {
        if (haveArrived(its)) {
          arrivals.end(its, i == batch.size() - 1, instead);
        }
        return;
      }
      conflicts = 0;
    }
    haveArrived(number + 1);
  }

  /**
   * Waits until all before {@code its} has arrived, which has happened; if it does not in time,
   * ends the batch, and returns false.
   */
  private boolean haveArrived(long its) throws InterruptedException {
    feed.hurry();
    long most = Math.max(timeoutNanos, MIN_ARRIVAL_NANOS);
    return arrivals.awaitAllBefore(its, System.nanoTime() + most, NOT_HERE);
  }

  /** Proposes until it is known what became of it; null if it happened. */
  private Arrival.@Nullable Rest settle(Based next, long its, Map<Bytes, Long> written)
      throws InterruptedException {
    String why = "etcd was not asked in time";
    while (millisLeft() > 0) {
      try {
        long asked = unsure;
        if (asked != 0 && happened() && asked == its) {
          note(next, written);
          return null;
        }
        JsonObject answer =
            gateway.call("/v3/kv/txn", Txn.of(next, layout, its, known, written), attemptMillis());
        if (Json.flag(answer, "succeeded")) {
          known = Json.revision(answer);
          note(next, written);
          return null;
        }
        return conflict(answer);
      } catch (GatewayException failed) {
        why = String.valueOf(failed.getMessage());
        if (failed.isRefused()) {
          return refused(next, its, failed, written);
        }
        if (unsure == 0) {
          unsure = its;
        }
        Thread.sleep(Math.min(20, Math.max(1, millisLeft())));
      }
    }
    return failed(its, why + (unsure == its ? "" : "; nothing was done"));
  }

  /** Ends a proposal that fails; of one that may have been done before, nobody knows it. */
  private Arrival.Rest failed(long its, String why) {
    return unsure == its
        ? new Arrival.Rest(false, 1, why + "; nobody knows whether the commit was done")
        : new Arrival.Rest(false, 0, why);
  }

  /** Etcd has refused the proposal, or to say what became of it; null if it happened. */
  private Arrival.@Nullable Rest refused(
      Based next, long its, GatewayException refusal, Map<Bytes, Long> written) {
    String why = String.valueOf(refusal.getMessage());
    if (unsure == 0 && refusal.isFull()) {
      unsure = its;
      try {
        if (isLast(its)) {
          note(next, written);
          return null;
        }
      } catch (GatewayException unanswered) {
        why = String.valueOf(unanswered.getMessage());
      }
    }
    return failed(its, why);
  }

  /** Looks whether the proposal, which is over, has happened. */
  private boolean isLast(long its) throws GatewayException {
    JsonObject ask = new JsonObject();
    Json.bytes(ask, "key", layout.own);
    Json.Pair own = Json.single(gateway.call("/v3/kv/range", ask, attemptMillis()));
    known = own == null ? 0 : own.revision();
    unsure = 0;
    return own != null && Snapshot.number(own.value()) == its;
  }

  private void note(Based next, Map<Bytes, Long> written) {
    next.proposal()
        .changes()
        .forEach(change -> written.put(change.key(), change.after() == null ? 0 : known));
  }

  /**
   * Learns whether the proposal of which that is not known has happened, and makes sure that it
   * will not if it has not.
   */
  private boolean happened() throws GatewayException {
    long asked = unsure;
    JsonObject answer =
        gateway.call("/v3/kv/txn", Txn.fence(layout, -asked, known), attemptMillis());
    if (Json.flag(answer, "succeeded")) {
      known = Json.revision(answer);
      unsure = 0;
      return false;
    }
    Json.Pair own = Txn.found(answer, 0);
    known = own == null ? 0 : own.revision();
    unsure = 0;
    return own != null && Snapshot.number(own.value()) == asked;
  }

  /** Others were faster: waits for what they did. */
  private Arrival.Rest conflict(JsonObject answer) throws InterruptedException {
    Json.Pair last = Txn.found(answer, 0);
    Json.Pair own = Txn.found(answer, 1);
    known = own == null ? 0 : own.revision();
    if (conflicts++ == 0) {
      contested = System.nanoTime();
    }
    boolean arrived = arrivals.awaitSeen(last == null ? 0 : last.revision(), deadline);
    if (!arrived || System.nanoTime() - contested > timeoutNanos) {
      conflicts = 0;
      return new Arrival.Rest(
          false,
          0,
          arrived
              ? "other roots have changed the same keys "
                  + TimeUnit.NANOSECONDS.toSeconds(timeoutNanos)
                  + " s long, faster than this one; write them from fewer, or raise timeout"
              : "what etcd has accepted from others does not arrive here; nothing was done");
    }
    if (conflicts > 2) {
      int most = Math.min(MAX_PAUSE_MILLIS, 1 << Math.min(conflicts, 10));
      Thread.sleep(ThreadLocalRandom.current().nextInt(most) + 1);
    }
    return new Arrival.Rest(true, 0, "");
  }

  /** A member that has lost the others may keep a request for long; then another is asked. */
  private long attemptMillis() {
    return Math.min(Gateway.ATTEMPT_MILLIS, millisLeft());
  }

  private long millisLeft() {
    return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
  }
}
