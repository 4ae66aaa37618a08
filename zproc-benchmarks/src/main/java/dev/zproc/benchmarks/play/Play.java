package dev.zproc.benchmarks.play;

/**
 * One contender's way to do one thing, prepared by its constructor, which takes an {@link
 * Assignment}.
 */
public interface Play extends AutoCloseable {

  /**
   * Does the work for about as long as the assignment says, and returns what was measured.
   *
   * @throws Exception if the work failed; the process ends, since a number would be a lie
   */
  Tally sample() throws Exception;

  /** Ends the processes and connections that the constructor made. */
  @Override
  default void close() {}
}
