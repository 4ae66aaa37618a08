package dev.zproc.runtime.spi;

/**
 * The call's arguments and the states at one revision: what a condition that only Java can evaluate
 * looks at.
 */
public interface Moment extends Arguments {

  /** The state as it was at that revision. */
  <S> S snapshot(StateSchema<S> schema);
}
