package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * What has become of a write cannot be told, so it may or may not have been applied: the server was
 * lost while it was on its way, etcd has not answered, or the disk has failed to keep it.
 */
public final class OutcomeUnknownException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(String message) {
    this(message, null);
  }

  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
