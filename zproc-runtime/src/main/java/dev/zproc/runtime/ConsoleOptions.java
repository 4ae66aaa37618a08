package dev.zproc.runtime;

/**
 * How a context's console is opened; each method returns {@code this}.
 *
 * <p>Threads: not safe; used while {@link ZProc#open(java.util.function.Consumer)} runs.
 */
public final class ConsoleOptions {

  private static final int MAX_PORT = 65_535;

  private int port;
  private boolean printed;

  ConsoleOptions() {}

  /**
   * Says on which port of the loopback interface it listens: any that is free.
   *
   * @throws IllegalArgumentException if {@code port} is no port
   */
  public ConsoleOptions port(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "a port is from 1 to " + MAX_PORT + ", or 0 for any that is free, not " + port);
    }
    this.port = port;
    return this;
  }

  /**
   * Prints its address to stderr, once, when it is open. Whoever reads that can look, so it is for
   * people at a terminal rather than for logs.
   */
  public ConsoleOptions print() {
    printed = true;
    return this;
  }

  int port() {
    return port;
  }

  boolean isPrinted() {
    return printed;
  }
}
