package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads end, whatever it is that answers, and wait for what is on its way. */
@Timeout(60)
class ConfirmerTest {

  private static final String RANGE = "/v3/kv/range";
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(20);

  private final Layout layout = new Layout("shop", "me");
  private final LinkedBlockingQueue<Boolean> woken = new LinkedBlockingQueue<>();
  private final Arrivals arrivals =
      new Arrivals(new Snapshot(1, List.of(), 0, 0), () -> woken.add(true));
  private Feed feed;
  private Thread reads;

  private Confirmer start(FakeEtcd etcd, long behindNanos) throws Exception {
    Gateway gateway = new Gateway(Etcd.at(etcd.endpoint()));
    feed = new Feed(gateway, layout, arrivals);
    Confirmer confirmer = new Confirmer(gateway, layout, arrivals, feed, TIMEOUT, behindNanos);
    reads = new Thread(confirmer, "reads");
    reads.start();
    return confirmer;
  }

  @AfterEach
  void stop() throws InterruptedException {
    feed.close();
    reads.interrupt();
    reads.join();
  }

  private Arrival next() throws InterruptedException {
    Arrival next = arrivals.poll();
    while (next == null) {
      woken.take();
      next = arrivals.poll();
    }
    return next;
  }

  private String failure() throws InterruptedException {
    return ((Arrival.Confirmed) next()).failure();
  }

  @Test
  void whatNobodyExpectsEndsTheReadsAndNotTheThread() throws Exception {
    FakeEtcd.Answer odd = new FakeEtcd.Answer(200, "{\"kvs\":[{\"key\":\"%%%\"}]}");
    FakeEtcd.Answer empty = new FakeEtcd.Answer(200, "{}");
    try (FakeEtcd etcd = new FakeEtcd().on(RANGE, odd)) {
      Confirmer confirmer = start(etcd, Confirmer.BEHIND_NANOS);
      confirmer.confirm(then -> {});
      assertThat(failure()).contains("read has failed");
      etcd.on(RANGE, empty);
      confirmer.confirm(then -> {});
      assertThat(failure()).isNull();
    }
  }

  @Test
  void aWatchThatHasMuchToSayIsLeftToIt() throws Exception {
    JsonObject pair = new JsonObject();
    Json.bytes(pair, "key", layout.of(Bytes.utf8("a")));
    Json.bytes(pair, "value", Bytes.wrap(new byte[1000]));
    pair.addProperty("mod_revision", "5");
    JsonArray events = new JsonArray();
    events.add(Json.object("kv", pair));
    JsonObject last = new JsonObject();
    last.addProperty("mod_revision", "5");
    JsonArray pairs = new JsonArray();
    pairs.add(last);
    FakeEtcd.Answer newest = new FakeEtcd.Answer(200, Json.object("kvs", pairs).toString());
    try (FakeEtcd etcd = new FakeEtcd().on(RANGE, newest)) {
      etcd.watch(Json.object("result", Json.object("events", events)).toString(), 12, 60);
      Confirmer confirmer = start(etcd, TimeUnit.MILLISECONDS.toNanos(400));
      Thread watch = new Thread(feed, "feed");
      watch.start();
      confirmer.confirm(then -> {});
      assertThat(next()).isInstanceOf(Arrival.Foreign.class);
      assertThat(failure()).isNull();
      feed.close();
      watch.join();
    }
  }
}
