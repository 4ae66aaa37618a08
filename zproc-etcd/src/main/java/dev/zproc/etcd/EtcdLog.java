package dev.zproc.etcd;

import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.journal.Proposal;
import dev.zproc.runtime.internal.journal.SharedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state at etcd, as a root's server takes part in it. */
final class EtcdLog implements SharedLog {

  private static final long CLOSE_MILLIS = 500;
  private static final Runnable NOBODY = () -> {};

  private final Etcd where;
  private final Gateway gateway;
  private final Layout layout;
  private final Arrivals arrivals;
  private final Feed feed;
  private final Proposer proposer;
  private final Confirmer confirmer;
  private final List<Thread> threads = new ArrayList<>();
  private volatile Runnable wake = NOBODY;

  EtcdLog(Etcd where, Gateway gateway, Layout layout, Snapshot first) {
    this.where = where;
    this.gateway = gateway;
    this.layout = layout;
    long timeout = where.timeout.toNanos();
    arrivals = new Arrivals(first, () -> wake.run());
    feed = new Feed(gateway, layout, arrivals);
    proposer = new Proposer(gateway, layout, arrivals, feed, timeout);
    confirmer = new Confirmer(gateway, layout, arrivals, feed, timeout, Confirmer.BEHIND_NANOS);
  }

  @Override
  public void start(Runnable told) {
    wake = told;
    start("feed", feed);
    start("commits", proposer);
    start("reads", confirmer);
  }

  private void start(String name, Runnable work) {
    Thread thread = new Thread(work, "zproc-etcd-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  @Override
  public boolean hasArrived() {
    return !arrivals.isEmpty();
  }

  @Override
  public @Nullable Arrival poll() {
    return arrivals.poll();
  }

  @Override
  public @Nullable String refusal(Proposal proposal) {
    int operations = Txn.operations(proposal);
    if (operations > where.maxOperations) {
      return "the commit has "
          + operations
          + " operations or keys that it depends on, with the "
          + Txn.OWN_OPERATIONS
          + " that zproc adds, but etcd takes "
          + where.maxOperations
          + "; touch fewer keys at a time, or start etcd with a higher --max-txn-ops and say so by"
          + " Etcd.limits";
    }
    long bytes = Txn.bytes(proposal, layout);
    if (bytes > where.maxRequestBytes) {
      return "the commit has about "
          + bytes
          + " bytes, but etcd takes "
          + where.maxRequestBytes
          + "; write less at a time, or start etcd with a higher --max-request-bytes and say so by"
          + " Etcd.limits";
    }
    return null;
  }

  @Override
  public void propose(List<Proposal> batch) {
    List<Proposer.Based> based = new ArrayList<>(batch.size());
    for (Proposal each : batch) {
      Map<Bytes, Long> revisions = new HashMap<>();
      each.keys().forEach(key -> revisions.put(key, arrivals.revisionOf(key)));
      based.add(new Proposer.Based(each, revisions, arrivals.mirrored()));
    }
    proposer.propose(based);
  }

  @Override
  public boolean confirmsReads() {
    return where.reads == Reads.LINEARIZABLE;
  }

  @Override
  public void confirm(Consumer<@Nullable String> then) {
    confirmer.confirm(then);
  }

  @Override
  public void close() {
    wake = NOBODY;
    feed.close(); // first, so that it does not take its end for a loss
    threads.forEach(Thread::interrupt);
    arrivals.close();
    JsonObject own = new JsonObject();
    Json.bytes(own, "key", layout.own);
    try {
      gateway.call("/v3/kv/deleterange", own, CLOSE_MILLIS);
    } catch (GatewayException gone) {
      // Then it stays, a few bytes.
    }
  }
}
