package dev.zproc.runtime.spi;

/**
 * What a child process gives the method that it runs; its moment is the revision that satisfied the
 * wait, or birth if there was none.
 *
 * <p>Threads: used by the main thread of the child.
 */
public interface Invocation extends Moment, ContextSource {

  /** What the method at {@code index} of {@link ChildEntry#setups} has made in this process. */
  <T> T setup(int index);
}
