package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The network of the machine itself, which a sandbox may leave out or leave down. A connection
 * tried once, before anybody depends on it, tells so at once; sockets that reconnect would try for
 * as long as they are patient.
 */
public final class Loopback {

  private static final int PATIENCE_MILLIS = 1_000;

  private static final Pattern TCP =
      Pattern.compile("tcp://([0-9.]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");

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

  /** Returns what {@code tcp://host:port} names; null if the host is a name, or it is none. */
  static @Nullable InetSocketAddress addressOf(String endpoint) {
    Matcher matcher = TCP.matcher(endpoint);
    if (!matcher.matches()) {
      return null;
    }
    try {
      // Digits and colons only, so nobody is asked.
      return new InetSocketAddress(
          InetAddress.getByName(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (UnknownHostException | IllegalArgumentException none) {
      return null;
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
