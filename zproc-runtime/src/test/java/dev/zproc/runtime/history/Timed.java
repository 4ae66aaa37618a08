package dev.zproc.runtime.history;

/**
 * Something that a client did: between {@code begin} and {@code end} it took effect, at one
 * instant.
 *
 * @param process who did it, for whoever reads a report
 * @param begin when it was asked for, by a clock that all clients share
 * @param end when its result was known; {@link #NEVER} if its outcome is unknown, so that it may
 *     take effect at any time after {@code begin}, or never
 */
record Timed<O>(String process, long begin, long end, O what) {

  static final long NEVER = Long.MAX_VALUE;

  boolean isUnknown() {
    return end == NEVER;
  }

  @Override
  public String toString() {
    return process + " [" + begin + " - " + (isUnknown() ? "unknown" : end) + "] " + what;
  }
}
