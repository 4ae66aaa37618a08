package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/** A documented limit was reached; names the limit, its value and the option that sets it. */
public final class LimitExceededException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public LimitExceededException(String message) {
    this(message, null);
  }

  public LimitExceededException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
