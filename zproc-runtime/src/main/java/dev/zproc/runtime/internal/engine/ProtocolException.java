package dev.zproc.runtime.internal.engine;

/**
 * Bytes that are no message of ours: cut short, too long, or of an unknown kind. Internal; whoever
 * reads from a peer drops the connection and counts it.
 */
public final class ProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message);
  }
}
