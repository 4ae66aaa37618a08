package dev.zproc.runtime.state;

/** How {@code awaitChange} departs from what it does by default. */
public enum ChangeOption {
  /** Commits of this process count too; by default a process does not wake itself. */
  INCLUDE_OWN,
  /** A write that leaves the value as it was counts as a change. */
  INCLUDE_IDENTICAL,
  /** Skips what has happened so far: only changes from now on count, for later calls as well. */
  LIVE
}
