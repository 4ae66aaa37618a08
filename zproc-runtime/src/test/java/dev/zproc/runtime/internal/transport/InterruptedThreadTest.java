package dev.zproc.runtime.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt is for whoever waits next: sockets are made, used and closed in spite of it. */
@Timeout(30)
class InterruptedThreadTest {

  private static final int MAX = 1024;

  @ParameterizedTest
  @ValueSource(strings = {Sockets.ANY_TCP, Sockets.ANY_UNIX})
  void bindsAndConnectsAsAnyOther(String address) {
    Thread.currentThread().interrupt();
    ServerSocket server = null;
    ClientSocket client = null;
    boolean kept;
    try {
      server = Sockets.bind("server", address, MAX);
      client = Sockets.connect("client", server.endpoint(), MAX);
    } finally {
      kept = Thread.interrupted();
      if (client == null && server != null) {
        server.close();
      }
    }
    assertThat(kept).isTrue();
    ServerSocket.Inbound got = null;
    boolean sent = false;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (got == null && System.nanoTime() < end) {
      client.event();
      sent = sent || client.send(new byte[] {1, 2, 3});
      client.await(1);
      got = server.receive();
      server.await(1);
    }
    Thread.currentThread().interrupt();
    client.close();
    server.close();
    kept = Thread.interrupted();
    assertThat(got).isNotNull();
    assertThat(got.frame()).containsExactly(1, 2, 3);
    assertThat(kept).isTrue();
  }

  /** Wherever it comes, also in the middle of a call. */
  @ParameterizedTest
  @ValueSource(strings = {Sockets.ANY_TCP, Sockets.ANY_UNIX})
  void doesSoWheneverTheInterruptComes(String address) throws Exception {
    Thread mine = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              while (!over.get()) {
                mine.interrupt();
              }
            });
    other.start();
    try {
      for (int i = 0; i < 50; i++) {
        try (ServerSocket server = Sockets.bind("hasty", address, MAX)) {
          Sockets.connect("hasty", server.endpoint(), MAX).close();
        }
      }
    } finally {
      over.set(true);
      join(other);
    }
    await().until(() -> named("hasty") == 0);
  }

  private static void join(Thread other) {
    while (other.isAlive()) {
      Thread.interrupted();
      Thread.onSpinWait();
    }
    Thread.interrupted();
  }

  private static long named(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith(name))
        .count();
  }
}
