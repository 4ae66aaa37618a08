package dev.zproc.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeadRoleTest {

  private final LeadRole role = new LeadRole();
  private final CountDownLatch left = new CountDownLatch(1);

  /** Its stack overflows while it leaves, for example. */
  @Test
  void whoFailsAndCannotLeaveItLosesIt() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    CountDownLatch seized = new CountDownLatch(1);
    CompletableFuture<Boolean> keptByOwn = new CompletableFuture<>();
    assertThat(role.take()).isTrue();
    Thread own =
        new Thread(
            () -> {
              boolean keeps = role.await(failed::get);
              seized.countDown();
              awaitLeft();
              keptByOwn.complete(keeps && role.isMine());
            });
    own.start();
    // It has seen for long that somebody has the role, and sleeps until that is over.
    while (own.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(seized.await(50, TimeUnit.MILLISECONDS)).isFalse();

    failed.set(true);
    assertThat(seized.await(30, TimeUnit.SECONDS)).isTrue();
    role.leave(); // too late, and nobody's any more
    left.countDown();

    assertThat(keptByOwn.get(30, TimeUnit.SECONDS)).isTrue();
  }

  private void awaitLeft() {
    try {
      left.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
