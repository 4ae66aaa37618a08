package dev.zproc.junit;

/**
 * A test has left something behind: processes, threads, or failures of children that it has not
 * asked for. The message says what, and what to do; failures are suppressed in it.
 */
public final class LeftBehindError extends AssertionError {

  private static final long serialVersionUID = 1L;

  LeftBehindError(String message) {
    super(message);
  }
}
