package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * The state server was closed, has failed, does not answer, or has no room for another program;
 * nothing more can be read or written.
 */
public final class ServerGoneException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public ServerGoneException(String message) {
    this(message, null);
  }

  public ServerGoneException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
