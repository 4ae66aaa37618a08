package dev.zproc.runtime.spi;

/**
 * What a child process gives the method that it runs.
 *
 * <p>Threads: used by the main thread of the child.
 */
public interface Invocation extends Arguments {

  /** The child's own context, a {@code ZProc}. */
  <T> T context(Class<T> type);

  /** The state as it was at the revision that satisfied the wait, or at birth if there was none. */
  <S> S snapshot(StateSchema<S> schema);
}
