package dev.zproc.runtime.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address for programs that have to be told one, and bind it later, or once
 * more after they were killed. The system gives them to nobody, since they are below those from
 * which it takes for whoever asks for any; and no other test has one, since each is held by a UDP
 * socket until this JVM ends.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Ports {

  private static final int FIRST = 10_000;

  /** Those from 20,000 on are what sockets of other hosts are brought here by. */
  private static final int COUNT = 10_000;

  private static final List<DatagramSocket> HELD = new ArrayList<>();

  private Ports() {}

  /** One at which nobody listens, and that nobody else gets. */
  public static int free() {
    return free(FIRST, COUNT);
  }

  static synchronized int free(int first, int count) {
    int begin = ThreadLocalRandom.current().nextInt(count);
    for (int i = 0; i < count; i++) {
      int port = first + (begin + i) % count;
      if (hold(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "all " + count + " ports from " + first + " on are in use; end what has them");
  }

  private static boolean hold(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    DatagramSocket held;
    try {
      held = new DatagramSocket(address);
    } catch (SocketException taken) {
      return false;
    }
    try (ServerSocket look = new ServerSocket(port, 1, address.getAddress())) {
      HELD.add(held);
      return look.isBound();
    } catch (IOException taken) {
      held.close();
      return false;
    }
  }
}
