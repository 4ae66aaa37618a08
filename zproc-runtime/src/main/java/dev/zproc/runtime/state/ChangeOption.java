package dev.zproc.runtime.state;

/** How {@code awaitChange} departs from what it does by default. */
public enum ChangeOption {
  /** {@linkplain dev.zproc.runtime.state Own commits} count too. */
  INCLUDE_OWN,
  /** A write that leaves the value as it was counts as a change. */
  INCLUDE_IDENTICAL
}
