package dev.zproc.runtime;

/** What {@link ZProc#awaitAll(AwaitMode)} does at the first failure. */
public enum AwaitMode {
  /** Stops all other children, then throws. */
  FAIL_FAST,
  /** Waits for all other children, then throws. */
  COLLECT
}
