package dev.zproc;

/**
 * When a process that has ended is started again, as {@link Restart#on()} says it.
 *
 * <p>The three are Erlang/OTP's temporary, transient and permanent children.
 */
public enum RestartPolicy {
  /** Never: the end, good or bad, belongs to whoever joins the child. */
  NEVER,
  /** After every end but a return and a {@code ProcessExit} with code 0. */
  ON_FAILURE,
  /**
   * After every end, a return included, until it is stopped; but not where the next process would
   * find the same: bytes that cannot be read, a class that is missing at its start. A return is one
   * of the ends that {@link Restart#max()} counts: one too many is a failure, as any other end is.
   */
  ALWAYS
}
