package dev.zproc.runtime;

import org.jspecify.annotations.Nullable;

/**
 * How children run that are threads of this JVM, see {@link ZProcOptions#threads}.
 *
 * <p>Threads: immutable.
 */
public final class ChildThreads {

  private static final ChildThreads FREE = new ChildThreads(null);

  private final @Nullable Long seed;

  private ChildThreads(@Nullable Long seed) {
    this.seed = seed;
  }

  /** As they come, all at once. */
  public static ChildThreads free() {
    return FREE;
  }

  /**
   * One at a time, with the thread that opens the context: before each read, commit and
   * transaction, and after each wait, of a method's own thread, the one that goes on is drawn from
   * {@code seed} among those that could. The same seed draws the same order for the same program,
   * as long as what it does between depends on nothing but the state: no clock, no chance, no other
   * threads.
   *
   * <p>A thread leaves the others alone while it waits for children: for one to end, for all, for a
   * group, for a {@code processMap}. When it goes on after that is drawn; when a group starts its
   * next child, and when a restart begins, is not. If the one whose turn it is does nothing for 2
   * s, as one that sleeps or waits for something else than the state, the others go on without it,
   * and the order may be another one next time.
   */
  public static ChildThreads ordered(long seed) {
    return new ChildThreads(seed);
  }

  @Nullable Long seed() {
    return seed;
  }

  @Override
  public String toString() {
    return seed == null ? "free" : "ordered(" + seed + ")";
  }
}
