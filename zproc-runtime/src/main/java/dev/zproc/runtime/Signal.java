package dev.zproc.runtime;

/**
 * A signal of the operating system: to be sent to a child with {@link Child#signal}, or to be had
 * as an exception in a {@link SignalScope}.
 */
public enum Signal {
  /** The terminal is gone; a child ignores it, because it is its root's to decide. */
  HUP(true),
  /** Ctrl-C; a child ignores it, because it is its root's to decide. */
  INT(true),
  /** Lets a JVM print the stacks of all its threads on its stderr; it cannot be caught. */
  QUIT(false),
  /** Ends a process at once; it cannot be caught. */
  KILL(false),
  /** For what user code means by it; ends a process that does not catch it. */
  USR1(true),
  /** HotSpot suspends its threads with it, so that it cannot be caught here. */
  USR2(false),
  /** Asks a process to end; a JVM then runs its shutdown hooks. */
  TERM(true),
  /** Lets a stopped process go on. */
  CONT(false),
  /** Stops a process, until {@link #CONT}; it cannot be caught. */
  STOP(false);

  private final boolean catchable;

  Signal(boolean catchable) {
    this.catchable = catchable;
  }

  /** Whether {@link SignalScope#open} takes it. */
  public boolean isCatchable() {
    return catchable;
  }
}
