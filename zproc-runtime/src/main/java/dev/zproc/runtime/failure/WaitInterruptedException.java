package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * The waiting thread was interrupted; its interrupt flag is set again, and nothing else has
 * changed.
 */
public final class WaitInterruptedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public WaitInterruptedException(String message) {
    this(message, null);
  }

  public WaitInterruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
