package dev.zproc.runtime.internal.transport;

/** Makes sockets of the kind that an address tells. */
public final class Sockets {

  /** Lets a server listen on TCP, over JeroMQ: loopback, any free port. */
  public static final String ANY_TCP = "tcp://127.0.0.1:*";

  /** Lets a server listen on a Unix-domain socket in a new folder of this user alone. */
  public static final String ANY_UNIX = UnixAddress.SCHEME;

  private Sockets() {}

  /**
   * Binds a socket. A thread that is interrupted does so as any other, and stays interrupted.
   *
   * @param name of the threads of a socket that has some
   * @param address {@link #ANY_TCP}, {@link #ANY_UNIX}, or one of these with a port or a path
   * @param maxFrameBytes the largest frame; who sends a larger one is disconnected
   * @throws IllegalStateException if nobody can listen there; the message says what to do
   */
  public static ServerSocket bind(String name, String address, int maxFrameBytes) {
    boolean interrupted = Thread.interrupted(); // with which JeroMQ would give up
    try {
      return UnixAddress.is(address)
          ? UnixServerSocket.bind(address, maxFrameBytes)
          : ZmqServerSocket.bind(name, address, maxFrameBytes);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Begins to connect. A thread that is interrupted does so as any other, and stays interrupted.
   *
   * @param name of the threads of a socket that has some
   * @param endpoint as {@link ServerSocket#endpoint} gives it
   * @param maxFrameBytes the largest frame
   * @throws IllegalArgumentException if the endpoint is none
   */
  public static ClientSocket connect(String name, String endpoint, int maxFrameBytes) {
    boolean interrupted = Thread.interrupted();
    try {
      return UnixAddress.is(endpoint)
          ? UnixClientSocket.connect(endpoint, maxFrameBytes)
          : ZmqClientSocket.connect(name, endpoint, maxFrameBytes);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Makes ready what the next socket of this name takes to connect over a network: its threads and
   * all that is no part of a connection.
   *
   * @param name of its threads
   * @param maxFrameBytes the largest frame
   */
  public static void prepare(String name, int maxFrameBytes) {
    ZmqClientSocket.prepare(name, maxFrameBytes);
  }

  /** Whether whoever connects to {@code address} goes through the loopback interface. */
  public static boolean isNetwork(String address) {
    return !UnixAddress.is(address);
  }
}
