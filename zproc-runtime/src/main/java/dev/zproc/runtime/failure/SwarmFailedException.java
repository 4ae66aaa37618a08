package dev.zproc.runtime.failure;

/**
 * A swarm could not go on, so that what it had not done is not done: its workers do not start, or
 * end before they have done anything, or it was closed. The message says why, and what the last
 * worker wrote to its stderr.
 */
public final class SwarmFailedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public SwarmFailedException(String message) {
    super(message, null);
  }
}
