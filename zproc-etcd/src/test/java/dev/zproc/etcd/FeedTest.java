package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import dev.zproc.runtime.internal.journal.SharedLog.Written;
import dev.zproc.runtime.testing.Engines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a root makes of an etcd that has more to do than its state. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
class FeedTest {

  @Test
  void nothingIsLostWhereCompactionHasOvertakenOnlyWhatOthersWrote() throws Exception {
    EtcdServers servers = EtcdServers.shared();
    Etcd etcd = servers.etcd();
    Gateway gateway = new Gateway(etcd);
    Layout layout = new Layout(etcd.prefix, "1");
    try (Engines root = new Engines(EtcdServers.options(etcd));
        Engines elsewhere = new Engines(EtcdServers.options(servers.etcd()))) {
      Engines.put(root.root, "a", 1);
      Snapshot first = Snapshot.read(gateway, layout, 5_000);
      Arrivals arrivals = new Arrivals(first, () -> {});
      for (int i = 0; i < 10; i++) {
        Engines.put(elsewhere.root, "a", i);
      }
      servers.compact();
      Feed feed = new Feed(gateway, layout, arrivals);
      Thread thread = new Thread(feed);
      thread.start();
      try {
        await().until(() -> arrivals.seen() > first.revision());
        assertThat(arrivals.poll()).isNull();

        Engines.put(root.root, "a", 2);
        await().until(() -> !arrivals.isEmpty());
        Bytes key = Engines.key("a");
        assertThat(arrivals.poll())
            .isEqualTo(new Arrival.Foreign(List.of(new Written(key, Scalar.of(2L)))));
      } finally {
        feed.close();
        thread.interrupt();
        thread.join();
      }
    }
  }
}
