package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Which user is at the other end of a Unix-domain socket, as the kernel says. */
final class PeerUser {

  private PeerUser() {}

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
