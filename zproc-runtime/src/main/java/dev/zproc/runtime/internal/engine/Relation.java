package dev.zproc.runtime.internal.engine;

/** How two scalars are compared; see {@link Scalar#compare}. */
public enum Relation {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL
}
