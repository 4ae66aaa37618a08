package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.journal.Proposal;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import dev.zproc.runtime.internal.journal.SharedLog.Written;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of a commit for which etcd has no plain answer. */
@Timeout(20)
class ProposerTest {

  private static final String FIRST = "/v3/maintenance/status";
  private static final String TXN = "/v3/kv/txn";
  private static final String RANGE = "/v3/kv/range";
  private static final Bytes KEY = Bytes.utf8("a");
  private static final Bytes VALUE = Bytes.utf8("1");
  private static final FakeEtcd.Answer DENIED =
      FakeEtcd.refusal(403, 7, "etcdserver: permission denied");
  private static final FakeEtcd.Answer FULL =
      FakeEtcd.refusal(429, 8, "etcdserver: mvcc: database space exceeded");

  private final Layout layout = new Layout("shop", "me");
  private final LinkedBlockingQueue<Boolean> woken = new LinkedBlockingQueue<>();
  private final Arrivals arrivals =
      new Arrivals(new Snapshot(1, List.of(), 0, 0), () -> woken.add(true));
  private Thread thread;

  @AfterEach
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  /** Proposes a commit, and returns what has come of it. */
  private Arrival propose(FakeEtcd etcd) throws Exception {
    Gateway gateway = new Gateway(Etcd.at(etcd.endpoint()));
    etcd.on(FIRST, new FakeEtcd.Answer(200, "{}"));
    gateway.call(FIRST, new JsonObject(), 10_000); // which takes longest, and has little time later
    Feed feed = new Feed(gateway, layout, arrivals); // which is not started
    Proposer proposer = new Proposer(gateway, layout, arrivals, feed, TimeUnit.SECONDS.toNanos(10));
    EntryChange change = new EntryChange(KEY, null, new Entry(KEY, VALUE, 2, 2));
    Commit commit = Commit.of(new Operation.Put(KEY, VALUE));
    Proposal proposal = Proposal.of(commit, List.of(change));
    thread = new Thread(proposer, "commits");
    thread.start();
    proposer.propose(List.of(new Proposer.Based(proposal, Map.of(KEY, 0L), 1)));
    woken.take();
    return arrivals.poll();
  }

  /** A commit is not tried again, and of {@code unknown} nobody knows whether they are done. */
  private void assertEndsUntried(FakeEtcd etcd, int unknown, String... why) throws Exception {
    assertThat(propose(etcd))
        .isInstanceOfSatisfying(
            Arrival.Rest.class,
            rest -> {
              assertThat(rest.again()).isFalse();
              assertThat(rest.unknown()).isEqualTo(unknown);
              assertThat(rest.why()).contains(why);
            });
  }

  /** The answer to a look at the own key, which says that {@code number} was proposed last. */
  private FakeEtcd.Answer own(long number) {
    JsonObject pair = new JsonObject();
    Json.bytes(pair, "key", layout.own);
    Json.bytes(pair, "value", Bytes.utf8(Long.toString(number)));
    pair.addProperty("mod_revision", "2");
    JsonArray pairs = new JsonArray();
    pairs.add(pair);
    return new FakeEtcd.Answer(200, Json.object("kvs", pairs).toString());
  }

  @Test
  void whatIsRefusedAtOnceWasNotDone() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd().on(TXN, DENIED)) {
      assertEndsUntried(etcd, 0, "permission denied");
    }
  }

  @Test
  void whereEtcdRefusesToSayWhatBecameOfItNobodyKnows() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd().on(TXN, FakeEtcd.CUT, DENIED)) {
      assertEndsUntried(etcd, 1, "permission denied", "nobody knows");
      assertThat(etcd.asked()).containsExactly(FIRST, TXN, TXN);
    }
  }

  @Test
  void whatNobodyExpectsEndsTheCommitAndNotTheThread() throws Exception {
    String odd = "{\"succeeded\":true,\"header\":{\"revision\":\"newest\"}}";
    try (FakeEtcd etcd = new FakeEtcd().on(TXN, new FakeEtcd.Answer(200, odd))) {
      assertEndsUntried(etcd, 1, "newest");
      assertThat(thread.isAlive()).isTrue();
    }
  }

  @Test
  void whatAFullEtcdRefusesThoughItHasDoneItIsDone() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd().on(TXN, FULL).on(RANGE, own(1))) {
      arrivals.await(1);
      Thread watch =
          new Thread(
              () -> {
                Awaitility.await().until(() -> etcd.asked().contains(RANGE));
                arrivals.commit(new Arrivals.Commit(2, List.of(new Written(KEY, VALUE))), 1);
              });
      watch.start();
      assertThat(propose(etcd)).isEqualTo(new Arrival.Taken(false));
      watch.join();
      assertThat(arrivals.poll()).isNull();
    }
  }

  @Test
  void whatAFullEtcdHasNotDoneIsNotDone() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd().on(TXN, FULL).on(RANGE, own(0))) {
      assertEndsUntried(etcd, 0, "space exceeded");
    }
  }

  @Test
  void whereAFullEtcdDoesNotSayWhetherItHasDoneItNobodyKnows() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd().on(TXN, FULL)) {
      assertEndsUntried(etcd, 1, "nobody knows");
    }
  }
}
