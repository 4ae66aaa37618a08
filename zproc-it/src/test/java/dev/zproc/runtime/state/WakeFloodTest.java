package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.testing.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many who wait for the same, and all do something as soon as it has come. */
class WakeFloodTest {

  private static final int WAITERS = 1_500;

  /** More than there are waiters, but not for what each of them ends as well. */
  private static final int MAX_REQUESTS = 2_000;

  @Test
  void whatAThousandThreadsDoOnceTheyAreWokenIsDone() throws Exception {
    ServerOptions options = ServerOptions.DEFAULTS.withMessages(64 << 20, 256L << 20, MAX_REQUESTS);
    try (Engines engines = new Engines(options)) {
      EngineSession session = engines.child();
      BakeryState bakery = Bakeries.of(session);
      ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < WAITERS; i++) {
        Runnable waiter =
            () -> {
              try {
                bakery.await(bakery.open().equalTo(true));
                bakery.cookies().add(1);
              } catch (Throwable e) {
                failures.add(e);
              }
            };
        threads.add(new Thread(null, waiter, "waiter " + i, 128 << 10));
      }
      threads.forEach(Thread::start);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Engines.get(engines.root.waits()).size() == WAITERS);

      Bakeries.of(engines.root).open().set(true);
      for (Thread thread : threads) {
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
      }
      assertThat(failures).isEmpty();
      assertThat(bakery.cookies().get()).isEqualTo(WAITERS);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Engines.get(engines.root.waits()).isEmpty());
    }
  }
}
