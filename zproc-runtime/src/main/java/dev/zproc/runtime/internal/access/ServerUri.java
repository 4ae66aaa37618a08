package dev.zproc.runtime.internal.access;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How people write where a server is: {@code zproc+unix:///path/of/a/socket} or {@code
 * zproc+tcp://127.0.0.1:4711}. What follows {@code zproc+unix://} is the path as it stands.
 */
public final class ServerUri {

  private static final String UNIX = "zproc+unix://";
  static final String TCP = "zproc+tcp://";

  private static final String ENDPOINT_UNIX = "unix:";
  private static final String ENDPOINT_TCP = "tcp://";

  /** The longest path of a socket that all systems take. */
  private static final int MAX_PATH_BYTES = 100;

  private ServerUri() {}

  /** Returns how people write {@code endpoint}. */
  public static String of(String endpoint) {
    return endpoint.startsWith(ENDPOINT_UNIX)
        ? UNIX + endpoint.substring(ENDPOINT_UNIX.length())
        : TCP + endpoint.substring(ENDPOINT_TCP.length());
  }

  /**
   * Returns the endpoint to connect to.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong with which part
   */
  public static String endpoint(String uri) {
    return read(uri, 1);
  }

  /**
   * Returns the address to listen at; the port 0 stands for any that is free.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong with which part
   */
  public static String address(String uri) {
    return read(uri, 0);
  }

  private static String read(String uri, int leastPort) {
    if (uri.startsWith(UNIX)) {
      return ENDPOINT_UNIX + path(uri, uri.substring(UNIX.length()));
    }
    if (uri.startsWith(TCP)) {
      return ENDPOINT_TCP + hostAndPort(uri, uri.substring(TCP.length()), leastPort);
    }
    throw wrong(
        uri,
        "it begins with neither zproc+unix:// nor zproc+tcp://, as do zproc+unix:///run/shop/s and"
            + " zproc+tcp://127.0.0.1:4711");
  }

  private static String path(String uri, String path) {
    if (!path.startsWith("/")) {
      throw wrong(
          uri,
          "the path '"
              + path
              + "' is not absolute; there are three slashes before it, as in"
              + " zproc+unix:///run/shop/s");
    }
    int bytes = path.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_PATH_BYTES) {
      throw wrong(
          uri,
          "its path has "
              + bytes
              + " bytes, and systems take "
              + MAX_PATH_BYTES
              + " for a socket; choose a folder nearer to the root");
    }
    return path;
  }

  private static String hostAndPort(String uri, String rest, int leastPort) {
    int colon = rest.lastIndexOf(':');
    if (colon < 0) {
      throw wrong(uri, "it has no port, as in zproc+tcp://127.0.0.1:4711");
    }
    String host = rest.substring(0, colon);
    if (!isLoopback(host)) {
      throw wrong(
          uri,
          "'"
              + host
              + "' is not this machine's loopback address 127.0.0.1 (or localhost), and this release"
              + " does not encrypt what leaves the machine; forward a port of the loopback interface"
              + " through ssh instead");
    }
    Integer port = number(rest.substring(colon + 1));
    if (port == null || port < leastPort || port > 0xffff) {
      throw wrong(
          uri,
          "'"
              + rest.substring(colon + 1)
              + "' is no port, which is a number from "
              + leastPort
              + " to 65535");
    }
    return "127.0.0.1:" + (port == 0 ? "*" : port);
  }

  private static boolean isLoopback(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost");
  }

  private static @Nullable Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static IllegalArgumentException wrong(String uri, String why) {
    return new IllegalArgumentException("'" + uri + "' is no address of a zproc server: " + why);
  }
}
