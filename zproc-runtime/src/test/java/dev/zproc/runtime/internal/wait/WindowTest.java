package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.WaitInterruptedException;
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
}
