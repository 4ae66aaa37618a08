package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/** The context was closed before or during the call; nothing was or will be applied. */
public final class ContextClosedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public ContextClosedException(String message) {
    this(message, null);
  }

  public ContextClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
