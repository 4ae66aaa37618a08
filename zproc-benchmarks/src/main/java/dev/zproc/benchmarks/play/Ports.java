package dev.zproc.benchmarks.play;

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
 * Ports of the loopback address, for servers of others that have to be told one. They are below
 * those that the system gives to whoever asks for any, and held against others who choose so by a
 * UDP socket, until this JVM ends. Tests have the same among the fixtures of zproc-runtime, which
 * what plays here cannot use: it is compiled for older builds of zproc, too.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Ports {

  private static final int FIRST = 10_000;
  private static final int COUNT = 10_000;

  private static final List<DatagramSocket> HELD = new ArrayList<>();

  private Ports() {}

  /** One at which nobody listens. */
  public static synchronized int free() {
    int begin = ThreadLocalRandom.current().nextInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (begin + i) % COUNT;
      if (hold(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "all " + COUNT + " ports from " + FIRST + " on are in use; end what has them");
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
