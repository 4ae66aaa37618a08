package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no value of the type expected, or a value that cannot be sent; names the type or
 * path.
 */
public final class BadValueException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public BadValueException(String message) {
    this(message, null);
  }

  public BadValueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
