package dev.zproc.runtime.child;

/**
 * Thrown in a child, ends its process in order with an exit code. With the code 0 that counts as
 * success, with null for the result; with any other as a failure, {@link ChildEnd.Exited}.
 *
 * <p>Unlike after {@link System#exit}, the {@code finally} blocks on the way run. In a method that
 * runs for every match of its wait it is the way to end.
 *
 * <p>Threads: immutable. Only that the child's main thread throws it out of the method has an
 * effect.
 */
public final class ProcessExit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;

  /** With an exit code in [0, 255]. */
  public ProcessExit(int code) {
    super("exit with code " + code, null, false, false);
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("an exit code must be in [0, 255], not " + code);
    }
    this.code = code;
  }

  /** The exit code. */
  public int code() {
    return code;
  }
}
