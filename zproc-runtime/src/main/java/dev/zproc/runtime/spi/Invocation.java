package dev.zproc.runtime.spi;

/**
 * What a child process gives the method that it runs; its moment is the revision that satisfied the
 * wait, or birth if there was none.
 *
 * <p>Threads: used by the main thread of the child.
 */
public interface Invocation extends Moment {

  /** The child's own context, a {@code ZProc}. */
  <T> T context(Class<T> type);
}
