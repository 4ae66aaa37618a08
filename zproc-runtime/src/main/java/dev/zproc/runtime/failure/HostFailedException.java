package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * Another host cannot run children: it cannot be reached, lacks something, or has no room. The
 * message names the host, what is wrong, and what to do. Nothing has been started there.
 */
public final class HostFailedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  private final String host;

  /**
   * Makes the exception of a host.
   *
   * @param host as the program names it: {@code user@host}
   * @param problem what is wrong, and what to do; begins in lower case
   */
  public HostFailedException(String host, String problem, @Nullable Throwable cause) {
    super(host + ": " + problem, cause);
    this.host = host;
  }

  /** The host, as the program names it. */
  public String host() {
    return host;
  }
}
