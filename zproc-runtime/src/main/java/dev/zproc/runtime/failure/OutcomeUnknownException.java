package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/** The server was lost while a write was on its way, so it may or may not have been applied. */
public final class OutcomeUnknownException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(String message) {
    this(message, null);
  }

  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
