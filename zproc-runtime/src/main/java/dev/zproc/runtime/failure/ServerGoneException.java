package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/** The state server did not answer within the deadline; nothing more can be read or written. */
public final class ServerGoneException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public ServerGoneException(String message) {
    this(message, null);
  }

  public ServerGoneException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
