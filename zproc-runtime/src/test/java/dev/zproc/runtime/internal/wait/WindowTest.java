package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.testing.DeepStack;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final int SOON_SECONDS = 20;
  private static final int MOMENT_MILLIS = 50;

  @Test
  void whoFindsItFullWaitsUntilItIsHalfEmpty() throws Exception {
    Window window = new Window(4, 1_000);
    for (int i = 0; i < 4; i++) {
      window.enter(1);
    }
    CompletableFuture<Void> fifth = CompletableFuture.runAsync(() -> window.enter(1));
    window.leave(1);
    assertThatThrownBy(() -> fifth.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    window.leave(1);
    fifth.get(SOON_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void bytesFillItToo() throws Exception {
    Window window = new Window(100, 1_000);
    window.enter(5_000);
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> window.enter(1));
    assertThatThrownBy(() -> second.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    window.leave(5_000);
    second.get(SOON_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void anInterruptEndsTheWait() {
    Window window = new Window(1, 1_000);
    window.enter(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> window.enter(1))
        .isInstanceOf(WaitInterruptedException.class)
        .hasMessageContaining("it was not made");
    assertThat(Thread.interrupted()).isTrue();
    window.leave(1);
    window.enter(1);
  }

  /**
   * Who finds that there is room does so between the end of a request and the look for who waits.
   */
  @Test
  void whoFindsThatThereIsRoomTellsThoseWhoWaited() throws Exception {
    Window window = new Window(2, 1_000);
    window.enter(1);
    window.enter(1);
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    CompletableFuture<Void> third =
        CompletableFuture.runAsync(
            () -> {
              waiting.complete(Thread.currentThread());
              window.enter(0);
            });
    Thread waiter = waiting.get(SOON_SECONDS, TimeUnit.SECONDS);
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    window.giveBack(1);
    window.giveBack(1);
    window.enter(0);
    window.letInIfRoom();
    third.get(SOON_SECONDS, TimeUnit.SECONDS);
  }

  /** As does the thread of a caller that does the link's work when answers come. */
  @Test
  void aStackThatOverflowsAsItLeavesHoldsUpNobody() throws Exception {
    int rounds = Boolean.getBoolean("zproc.full") ? 20_000 : 1_000;
    DeepStack stack = new DeepStack(20_261_130);
    int overflowed = 0;
    for (int i = 0; i < rounds; i++) {
      Window present = new Window(4, 1_000);
      for (int n = 0; n < 4; n++) {
        present.enter(0);
      }
      present.giveBack(0);
      if (stack.run(() -> present.leave(0)) != null) {
        overflowed++;
      }
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread other =
          new Thread(
              () -> {
                present.leave(0);
                present.leave(0);
                present.enter(0);
                present.leave(0);
                done.complete(null);
              });
      other.setDaemon(true); // it may wait for ever
      other.start();
      done.get(SOON_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(overflowed).isPositive();
  }
}
