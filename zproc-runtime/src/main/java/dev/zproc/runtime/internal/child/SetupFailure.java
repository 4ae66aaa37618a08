package dev.zproc.runtime.internal.child;

import org.jspecify.annotations.Nullable;

/**
 * What a method that sets a process up has thrown. It is told as that, with the name of the method
 * before its message.
 */
final class SetupFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String method;
  private final Throwable thrown;

  SetupFailure(String method, Throwable thrown) {
    super(method, thrown, false, false);
    this.method = method;
    this.thrown = thrown;
  }

  /** What user code has thrown. */
  static Throwable told(Throwable thrown) {
    return thrown instanceof SetupFailure failure ? failure.thrown : thrown;
  }

  /** The message with the name of the method before it. */
  String message(@Nullable String message) {
    String where = "in the set-up method " + method;
    return message == null ? where : where + ": " + message;
  }
}
