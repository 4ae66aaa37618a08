package dev.zproc.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void givesEachPortOnceAndHoldsItAgainstOtherTests() throws Exception {
    int port = Ports.free();

    assertThatThrownBy(() -> new DatagramSocket(new InetSocketAddress(LOOPBACK, port)).close())
        .isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> Ports.free(port, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("from " + port + " on are in use");
    try (ServerSocket server = new ServerSocket(port, 1, LOOPBACK)) {
      assertThat(server.isBound()).isTrue(); // by whom it is for
    }
  }

  @Test
  void givesNoneAtWhichSomebodyListens() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> Ports.free(port, 1)).isInstanceOf(IllegalStateException.class);
    }
  }
}
