package dev.zproc.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.VirtualThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeadRoleTest {

  private static final long FOR_EVER = Long.MAX_VALUE / 2;

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

  /** One that is unmounted with the role would hold up all others. */
  @Test
  void aVirtualThreadNeverHasIt() throws Exception {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    CompletableFuture<Boolean> demanded = new CompletableFuture<>();
    Thread own = new Thread(() -> role.await(() -> false));
    VirtualThreads.start(
        () -> {
          taken.complete(role.take());
          own.start();
          awaitHeld();
          long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
          demanded.complete(role.demand(() -> false, end, role::stepBack));
        });
    assertThat(taken.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(demanded.get(20, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void whoDemandsItGivesUpInTimeThoughTheOwnThreadNeverStepsBack() throws Exception {
    Thread own = new Thread(() -> heldUntilLeft());
    own.start();
    awaitHeld();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);

    assertThat(role.demand(() -> false, end, () -> {})).isFalse();
    assertThat(System.nanoTime() - end).isNotNegative();

    CompletableFuture<Boolean> demanded = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    Thread demanding =
        new Thread(
            () ->
                demanded.complete(
                    role.demand(() -> false, System.nanoTime() + FOR_EVER, asked::countDown)));
    demanding.setDaemon(true);
    demanding.start();
    asked.await();
    left.countDown(); // the own thread ends, with the role
    assertThat(demanded.get(30, TimeUnit.SECONDS)).isFalse();
  }

  private void heldUntilLeft() {
    boolean unused = role.await(() -> false);
    awaitLeft();
  }

  private void awaitHeld() {
    while (role.isVacant()) {
      Thread.onSpinWait();
    }
  }

  private void awaitLeft() {
    try {
      left.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
