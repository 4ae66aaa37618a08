package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Which user is at the other end of a Unix-domain socket, as the kernel says. */
final class PeerUser {

  private static final Path SELF = Path.of("/proc/self");

  private PeerUser() {}

  /** Whether another user than this one listens there, as far as this system tells. */
  static boolean isForeign(SocketChannel channel) throws IOException {
    try {
      UnixDomainPrincipal other = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
      return Files.exists(SELF) && !other.user().equals(Files.getOwner(SELF));
    } catch (UnsupportedOperationException another) {
      return false;
    }
  }

  /** Whether it is the one that owns {@code folder}, as far as this system tells. */
  static boolean isAllowed(SocketChannel channel, SocketFolder folder) throws IOException {
    if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      return true; // the folder alone keeps others out
    }
    UnixDomainPrincipal other = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
    if (other.user().equals(folder.owner())) {
      return true;
    }
    System.getLogger(PeerUser.class.getName())
        .log(
            Level.WARNING, "turned away user " + other.user().getName() + " at the state's socket");
    return false;
  }
}
