package dev.zproc.runtime.internal.swarm;

/**
 * Told how the swarm gets on, by whoever takes the broker's turn, which it must not hold up.
 *
 * <p>Threads: called by one at a time.
 */
public interface SwarmWatcher {

  /**
   * Called now and then while something happens, and once nothing is left to do.
   *
   * @param unfinished how many tasks are not done, also of those that are only expected
   */
  void progress(long done, long failed, long unfinished, int busy, int live);
}
