package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no value of the type expected, a value that cannot be sent, or one that an
 * operation does not take, as {@code add} a text; names the type, path or key.
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
