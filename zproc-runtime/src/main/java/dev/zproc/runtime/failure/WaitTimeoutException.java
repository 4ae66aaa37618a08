package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/** What was waited for did not come in time; a wait never ends early. */
public final class WaitTimeoutException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public WaitTimeoutException(String message) {
    this(message, null);
  }

  public WaitTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
