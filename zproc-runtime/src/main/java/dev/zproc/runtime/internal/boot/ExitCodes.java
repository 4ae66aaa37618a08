package dev.zproc.runtime.internal.boot;

/** The exit codes by which a child's JVM says why it ended. */
public final class ExitCodes {

  /** The method threw. */
  public static final int THREW = 1;

  /** The heap was full: the code of {@code -XX:+ExitOnOutOfMemoryError}. */
  public static final int OUT_OF_MEMORY = 3;

  /** A thread of zproc died of something nobody foresaw. */
  public static final int FAULT = 70;

  /** The server was lost, and with it the way to tell the outcome. */
  public static final int SERVER_GONE = 75;

  /** The parent is gone. */
  public static final int PARENT_GONE = 76;

  /** It did not get to the method: no or a wrong boot frame, or the server refused it. */
  public static final int REFUSED = 77;

  /** Added to the number of the signal that ended a process. */
  public static final int SIGNAL_BASE = 128;

  private ExitCodes() {}
}
