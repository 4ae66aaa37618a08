package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The network of the machine itself, which a sandbox may leave out or leave down. A connection
 * tried once, before anybody depends on it, tells so at once; sockets that reconnect would try for
 * as long as they are patient.
 */
public final class Loopback {

  private static final int PATIENCE_MILLIS = 1_000;

  private static final String TCP = "tcp://";

  private Loopback() {}

  /**
   * Whether nobody listens at an endpoint of this machine, as the system says: it refuses a
   * connection there. Of other machines a refusal proves nothing, since whatever stands between may
   * have sent it. Never blocks.
   */
  static boolean isDeserted(String endpoint) {
    InetSocketAddress address = addressOf(endpoint);
    if (address == null || !address.getAddress().isLoopbackAddress()) {
      return false;
    }
    try (SocketChannel probe = SocketChannel.open()) {
      probe.configureBlocking(false);
      boolean unused = probe.connect(address) || probe.finishConnect();
      return false; // it is connected, or so many are that this one has to wait
    } catch (ConnectException refused) {
      return true;
    } catch (IOException unable) {
      return false;
    }
  }

  /** Returns what {@code tcp://address:port} names; null if it is no number, or none of these. */
  static @Nullable InetSocketAddress addressOf(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    if (!endpoint.startsWith(TCP) || colon <= TCP.length()) {
      return null;
    }
    String host = endpoint.substring(TCP.length(), colon);
    for (int i = 0; i < host.length(); i++) {
      if ("0123456789.:[]abcdefABCDEF".indexOf(host.charAt(i)) < 0) {
        return null;
      }
    }
    if (host.indexOf('.') < 0 && host.indexOf(':') < 0) {
      return null; // a name, for which somebody would be asked
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByName(host), Integer.parseInt(endpoint.substring(colon + 1)));
    } catch (UnknownHostException | IllegalArgumentException none) {
      return null;
    }
  }

  /**
   * Checks that only this machine can connect to an address on which a server is to listen: what
   * goes over it is neither encrypted nor signed.
   *
   * @param address such as {@code tcp://127.0.0.1:*}
   * @throws IllegalStateException if others could, with what to do about it
   */
  static void require(String address) {
    boolean any = address.endsWith(":*");
    InetSocketAddress numeric =
        addressOf(any ? address.substring(0, address.length() - 1) + "0" : address);
    if (numeric == null || !numeric.getAddress().isLoopbackAddress()) {
      throw new IllegalStateException(
          "refused to listen at "
              + address
              + ": other machines could connect to it, or read what is said, and zproc protects"
              + " connections within one machine only; listen at tcp://127.0.0.1, and lead a tunnel"
              + " there, such as 'ssh -L', if another machine is to connect");
    }
  }

  /**
   * Connects to this machine and back.
   *
   * @throws IOException if that cannot be done, with what to do about it
   */
  public static void check() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Socket client = new Socket()) {
      client.connect(
          new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new IOException(
          "this machine cannot connect to itself at 127.0.0.1 ("
              + e.getMessage()
              + "), so no process could reach the state server; bring its loopback interface up,"
              + " for example with 'ip link set lo up'",
          e);
    }
  }
}
