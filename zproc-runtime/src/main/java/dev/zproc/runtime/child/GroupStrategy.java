package dev.zproc.runtime.child;

/**
 * Whom it concerns when a child of a group is started again; Erlang/OTP's supervisor strategies.
 */
public enum GroupStrategy {
  /** The child alone. */
  ONE_FOR_ONE,
  /** All children: the others are stopped, the last started first, and all start again in order. */
  ONE_FOR_ALL,
  /** The child and those started after it, which are stopped and start again in order. */
  REST_FOR_ONE
}
