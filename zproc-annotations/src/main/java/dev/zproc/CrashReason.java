package dev.zproc;

/**
 * A way for a process to end that is no exception of its method, as {@link Restart#retryOnCrash()}
 * names it.
 */
public enum CrashReason {
  /** A signal that zproc did not send: SIGKILL, by hand or for lack of memory; SIGTERM. */
  SIGNAL,
  /** Its heap was full. */
  OUT_OF_MEMORY,
  /** It hung, or took too long: {@link ChildProcess#timeout()} killed it. */
  TIMEOUT,
  /** Its JVM crashed in native code. */
  CRASH,
  /** {@code ProcessExit}, {@code System.exit} or {@code halt}, with a code that means failure. */
  EXIT,
  /** It could not be started, or ended before it got to its method. */
  START_FAILED,
  /** It ran on another host, and the connection to that was lost; it may run there for a while. */
  DISCONNECTED
}
