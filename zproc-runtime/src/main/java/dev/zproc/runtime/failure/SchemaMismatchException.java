package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/** Two processes mean different things by one type or key; names it and both shapes. */
public final class SchemaMismatchException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public SchemaMismatchException(String message) {
    this(message, null);
  }

  public SchemaMismatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
