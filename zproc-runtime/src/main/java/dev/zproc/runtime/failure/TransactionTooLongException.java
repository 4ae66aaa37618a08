package dev.zproc.runtime.failure;

/**
 * A transaction contended with others, was given a turn, in which nobody disturbs it, and exceeded
 * the time for that again and again. Nothing was written.
 */
public final class TransactionTooLongException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public TransactionTooLongException(String message) {
    super(message, null);
  }
}
