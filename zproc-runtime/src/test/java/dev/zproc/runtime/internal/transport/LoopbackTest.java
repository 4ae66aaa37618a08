package dev.zproc.runtime.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.testing.Ports;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are of this machine alone, and whose sockets are at their ends. */
class LoopbackTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://0.0.0.0:*",
        "tcp://*:5555",
        "tcp://192.168.1.4:0",
        "tcp://[::]:5555",
        "tcp://[::ffff:10.0.0.1]:5555",
        "tcp://example.org:5555",
        "tcp://eth0:5555",
        "tcp://:5555",
        "ipc://here",
        "inproc://here"
      })
  void whereOtherMachinesCouldConnectNoServerListens(String address) {
    assertThatThrownBy(() -> Sockets.bind("server", address, 1024))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(address)
        .hasMessageContaining("tcp://127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:*", "tcp://127.3.2.1:*"})
  void onLoopbackItDoes(String address) {
    try (var server = Sockets.bind("server", address, 1024)) {
      assertThat(Loopback.isDeserted(server.endpoint())).isFalse();
    }
  }

  @Test
  void whereNobodyListensAnyMoreIsDeserted() throws Exception {
    String endpoint;
    try (ServerSocket listener =
        new ServerSocket(Ports.free(), 1, InetAddress.getByName("127.0.0.1"))) {
      endpoint = "tcp://127.0.0.1:" + listener.getLocalPort();
      assertThat(Loopback.isDeserted(endpoint)).isFalse();
    }
    assertThat(Loopback.isDeserted(endpoint)).isTrue();
    assertThat(Loopback.isDeserted("tcp://192.0.2.1:9")).as("another machine").isFalse();
    assertThat(Loopback.isDeserted("tcp://localhost:9")).as("a name").isFalse();
  }

  @Test
  void theOwnersOfBothEndsAreThisUser() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "needs Linux");
    int self = TcpOwners.self();
    assertThat(self).isNotEqualTo(TcpOwners.UNKNOWN);
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket accepted = listener.accept()) {
      TcpOwners.Ends ends =
          new TcpOwners.Ends(
              (InetSocketAddress) accepted.getRemoteSocketAddress(),
              (InetSocketAddress) accepted.getLocalSocketAddress());
      assertThat(TcpOwners.of(Set.of(ends))).isEqualTo(Map.of(ends, self));
      assertThat(client.isConnected()).isTrue();
    }
    assertThat(TcpOwners.isForeign(self, self)).isFalse();
    assertThat(TcpOwners.isForeign(self + 1, self)).isTrue();
    assertThat(TcpOwners.isForeign(TcpOwners.UNKNOWN, self)).isFalse();
    assertThat(TcpOwners.isForeign(self + 1, TcpOwners.UNKNOWN)).isFalse();
  }

  @Test
  void strangersMayHaveAQuarterOfTheDescriptors() {
    assertThat(strangers("Max open files            120                  120      files"))
        .isEqualTo(30);
    assertThat(strangers("Max open files            1048576              1048576  files"))
        .isEqualTo(256);
    assertThat(strangers("Max open files            unlimited            unlimited files"))
        .isEqualTo(256);
    assertThat(strangers("Max open files            10                   10       files"))
        .isEqualTo(8);
    assertThat(strangers("Max processes             10                   10")).isEqualTo(256);
  }

  private static int strangers(String line) {
    return Descriptors.strangers(List.of("Limit   Soft Limit  Hard Limit  Units", line));
  }
}
