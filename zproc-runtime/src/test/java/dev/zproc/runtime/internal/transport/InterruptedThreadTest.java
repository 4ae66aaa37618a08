package dev.zproc.runtime.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
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
}
