package dev.zproc.runtime.internal.signal;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A signal, and our handler of it.
 *
 * <p>Compiled by itself, before the rest: javac warns of {@code sun.misc} with a warning that
 * nothing in a source can silence, although the module that exports it is there to stay (ADR 0067).
 * It uses nothing but the JDK.
 *
 * <p>Threads: safe for use by many threads. The handler is run by threads of the JVM.
 */
final class SunSignal implements SignalHandler {

  private final Signal signal;
  private final Runnable action;

  /**
   * Handles nothing yet.
   *
   * @param name without {@code SIG}
   * @throws IllegalArgumentException if the system has no such signal
   */
  SunSignal(String name, Runnable action) {
    this.signal = new Signal(name);
    this.action = action;
  }

  int number() {
    return signal.getNumber();
  }

  /**
   * Lets our handler handle it.
   *
   * @return the handler that was there; this if ours was
   * @throws IllegalArgumentException if the JVM, or the system, does not let it be handled
   */
  Object install() {
    return Signal.handle(signal, this);
  }

  /** Lets a handler that {@link #install} has returned handle it again. */
  void restore(Object before) {
    Signal.handle(signal, (SignalHandler) before);
  }

  @Override
  public void handle(Signal raised) {
    action.run();
  }
}
