package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads end, whatever it is that answers. */
@Timeout(20)
class ConfirmerTest {

  @Test
  void whatNobodyExpectsEndsTheReadsAndNotTheThread() throws Exception {
    FakeEtcd.Answer odd = new FakeEtcd.Answer(200, "{\"kvs\":[{\"key\":\"%%%\"}]}");
    FakeEtcd.Answer empty = new FakeEtcd.Answer(200, "{}");
    LinkedBlockingQueue<Boolean> woken = new LinkedBlockingQueue<>();
    Arrivals arrivals = new Arrivals(new Snapshot(1, List.of(), 0), () -> woken.add(true));
    try (FakeEtcd etcd = new FakeEtcd(odd, empty)) {
      Gateway gateway = new Gateway(Etcd.at(etcd.endpoint()));
      Layout layout = new Layout("shop", "me");
      Feed feed = new Feed(gateway, layout, arrivals); // which is not started
      Confirmer confirmer =
          new Confirmer(gateway, layout, arrivals, feed, TimeUnit.SECONDS.toNanos(10));
      Thread thread = new Thread(confirmer, "reads");
      thread.start();
      confirmer.confirm(then -> {});
      woken.take();
      assertThat(failure(arrivals)).contains("read has failed");
      confirmer.confirm(then -> {});
      woken.take();
      assertThat(failure(arrivals)).isNull();
      thread.interrupt();
      thread.join();
    }
  }

  private static String failure(Arrivals arrivals) {
    return ((Arrival.Confirmed) arrivals.poll()).failure();
  }
}
