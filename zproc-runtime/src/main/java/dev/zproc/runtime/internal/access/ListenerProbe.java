package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks whether somebody listens on this machine. It says nothing there, and waits for nobody. */
public final class ListenerProbe {

  /** How long it may take who listens and accepts nobody; who does not listen refuses at once. */
  private static final int BUSY_MILLIS = 200;

  private ListenerProbe() {}

  /** Whether somebody listens at an address as people write them. */
  public static boolean isListening(String uri) {
    try {
      String endpoint = ServerUri.endpoint(uri);
      return endpoint.startsWith("unix:")
          ? isListening(Path.of(endpoint.substring("unix:".length())))
          : isListening(Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)));
    } catch (IllegalArgumentException | UnsupportedOperationException unfit) {
      return false;
    }
  }

  private static boolean isListening(int port) {
    boolean interrupted = Thread.interrupted(); // which would close the channel
    try (SocketChannel probe = SocketChannel.open()) {
      InetSocketAddress here = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
      probe.socket().connect(here, BUSY_MILLIS);
      return true;
    } catch (SocketTimeoutException busy) {
      return true;
    } catch (IOException refused) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isListening(Path socket) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false); // as it would wait as long as nobody accepts
      probe.connect(UnixDomainSocketAddress.of(socket));
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (IOException busyOrNotThere) {
      return Files.isWritable(socket);
    }
  }
}
