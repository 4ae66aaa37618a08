package dev.zproc.runtime.internal.transport;

import java.net.UnixDomainSocketAddress;

/** How a Unix-domain socket is written as an endpoint: {@code unix:} and its path. */
final class UnixAddress {

  static final String SCHEME = "unix:";

  private UnixAddress() {}

  static boolean is(String endpoint) {
    return endpoint.startsWith(SCHEME);
  }

  /**
   * Returns the address of an endpoint.
   *
   * @throws IllegalArgumentException if it is none
   */
  static UnixDomainSocketAddress of(String endpoint) {
    if (!is(endpoint) || endpoint.length() == SCHEME.length()) {
      throw new IllegalArgumentException(
          "'" + endpoint + "' is no address of a Unix-domain socket, such as unix:/tmp/socket");
    }
    return UnixDomainSocketAddress.of(endpoint.substring(SCHEME.length()));
  }
}
