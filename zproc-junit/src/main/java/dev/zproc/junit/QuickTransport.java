package dev.zproc.junit;

import dev.zproc.runtime.Transport;
import dev.zproc.runtime.ZProcOptions;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/** Unix-domain sockets, where the system has them and nobody has said otherwise. */
final class QuickTransport {

  private static final boolean HAS_UNIX_SOCKETS = hasUnixSockets();

  private QuickTransport() {}

  static void choose(ZProcOptions options) {
    if (HAS_UNIX_SOCKETS && System.getProperty("zproc.transport") == null) {
      options.transport(Transport.UNIX);
    }
  }

  private static boolean hasUnixSockets() {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.isOpen();
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
