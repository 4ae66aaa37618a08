package dev.zproc.runtime.internal.journal;

/** What makes commits last: a file of this server's own, or a state that others write too. */
public interface StateLog extends AutoCloseable {

  /** Ends it, with all that was taken in its place; blocks for as long as that takes. */
  @Override
  void close();
}
