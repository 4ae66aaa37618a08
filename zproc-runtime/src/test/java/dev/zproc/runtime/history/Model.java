package dev.zproc.runtime.history;

import org.jspecify.annotations.Nullable;

/**
 * What operations would do one after the other. States have an {@code equals}, and are not altered.
 *
 * @param <S> a state
 * @param <O> an operation with its result, or with the mark that its result is unknown
 */
interface Model<S, O> {

  S initial();

  /**
   * Returns the state after {@code operation}, or null if it can't have had its result in {@code
   * state}.
   */
  @Nullable S step(S state, O operation);
}
