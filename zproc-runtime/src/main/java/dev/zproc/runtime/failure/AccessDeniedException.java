package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * The state server does not know these credentials, or they are good for less than what was asked:
 * those of a reader do not write. Nothing was done.
 */
public final class AccessDeniedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public AccessDeniedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
