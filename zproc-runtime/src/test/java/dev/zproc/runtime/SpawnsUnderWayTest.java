package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a closing context waits for spawns of other threads. */
class SpawnsUnderWayTest {

  private final SpawnsUnderWay spawns = new SpawnsUnderWay();

  @Test
  void anInterruptedThreadWaitsForThemTooAndStaysInterrupted() throws Exception {
    AtomicReference<Thread.State> found = new AtomicReference<>();
    Thread closer = Thread.currentThread();
    spawns.begun();
    Thread spawner =
        new Thread(
            () -> {
              await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
              found.set(closer.getState());
              spawns.over();
            });
    spawner.start();

    closer.interrupt();
    spawns.await(TimeUnit.HOURS.toMillis(1));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(found).hasValue(Thread.State.TIMED_WAITING);
    spawner.join();
  }

  @Test
  void noneIsWaitedForForEver() {
    spawns.begun();
    spawns.await(1);
  }
}
