package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DeskTest {

  /** What is told must not come after what then keeps all threads from telling. */
  @Test
  void waitsUntilTheLinkHasTold() throws Exception {
    // A link that gets no processor for as long as is waited for has told nothing.
    long left = leftToTell();
    for (int i = 0; i < 10 && left != 0; i++) {
      left = leftToTell();
    }
    assertThat(left).as("what is left to tell").isZero();
  }

  private static long leftToTell() throws InterruptedException {
    Thread main = Thread.currentThread();
    Desk desk = new Desk(main);
    desk.settingUp(7);
    AtomicBoolean over = new AtomicBoolean();
    Thread link =
        new Thread(
            () -> {
              while (main.getState() != Thread.State.TIMED_WAITING && !over.get()) {
                Thread.onSpinWait();
              }
              desk.announcement();
            });
    link.start();
    desk.awaitTold();
    long left = desk.announcement();
    over.set(true);
    link.join();
    return left;
  }

  @Test
  void doesNotWaitForLongForALinkThatCannotTell() {
    Desk desk = new Desk(Thread.currentThread());
    desk.settingUp(7);
    long begin = System.nanoTime();
    desk.awaitTold();
    assertThat(System.nanoTime() - begin)
        .isBetween(TimeUnit.MILLISECONDS.toNanos(90), TimeUnit.SECONDS.toNanos(30));
  }

  @Test
  void goesOnAfterAPauseUnlessSomethingIsSetUpForATask() {
    Desk desk = new Desk(Thread.currentThread());
    desk.pauses();
    assertThat(desk.announcement()).isEqualTo(SwarmProtocol.ANY_TASK);
    desk.goesOn();
    assertThat(desk.announcement()).isEqualTo(-SwarmProtocol.ANY_TASK);
    desk.pauses();
    desk.settingUp(7);
    desk.goesOn();
    assertThat(desk.announcement()).isEqualTo(7);
  }

  /** It is for the task that is about to begin. */
  @Test
  void keepsAnInterruptForTheTask() {
    Desk desk = new Desk(Thread.currentThread());
    desk.settingUp(7);
    Thread.currentThread().interrupt();
    desk.awaitTold();
    assertThat(Thread.interrupted()).isTrue();
  }
}
