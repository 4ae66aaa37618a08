package dev.zproc.runtime.failure;

import dev.zproc.runtime.child.ChildEnd;

/**
 * A signal has come that the thread wants to have as an exception. Let out of the method of a child
 * it ends the child as the signal itself would have, {@link ChildEnd.Signalled}, but in order:
 * after the {@code finally} blocks on the way.
 */
public final class SignalException extends ZProcException {

  private static final long serialVersionUID = 1L;

  private final String signalName;
  private final int signal;

  /**
   * Makes the exception of a signal.
   *
   * @param signalName {@code SIGTERM}
   * @param signal its number on this system, such as 15
   */
  public SignalException(String signalName, int signal) {
    super("received " + signalName, null);
    this.signalName = signalName;
    this.signal = signal;
  }

  /** The name of the signal: {@code SIGTERM}. */
  public String signalName() {
    return signalName;
  }

  /** The number of the signal on this system, such as 15. */
  public int signal() {
    return signal;
  }
}
