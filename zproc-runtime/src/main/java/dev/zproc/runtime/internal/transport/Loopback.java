package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The network of the machine itself, which a sandbox may leave out or leave down. A connection
 * tried once, before anybody depends on it, tells so at once; sockets that reconnect would try for
 * as long as they are patient.
 */
public final class Loopback {

  private static final int PATIENCE_MILLIS = 1_000;

  private Loopback() {}

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
