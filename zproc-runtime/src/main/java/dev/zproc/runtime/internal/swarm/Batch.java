package dev.zproc.runtime.internal.swarm;

import java.util.ArrayDeque;

/**
 * Tasks that belong together, as those of one {@code map}: how long they take, and so how many of
 * them make a chunk.
 *
 * <p>Threads: owned by the scheduler's, once a task of it was submitted.
 */
public final class Batch {

  /** How long a chunk is to take. */
  static final long CHUNK_NANOS = 2_000_000;

  /** How many tasks a chunk may have. */
  static final int MAX_CHUNK = 4_096;

  /** How many tasks of a measurement count as much as all that were measured before. */
  private static final int WEIGHT = 3;

  private final long expected;
  private final int fixedChunk;

  /** Those that no worker holds; the first is not done, others may be. */
  final ArrayDeque<Task> queued = new ArrayDeque<>();

  /** How many of them are done, at most. */
  int dead;

  private double nanosPerTask;

  /** How many are still to be submitted; it counts once some have been. */
  private long coming;

  private boolean begun;

  /**
   * Makes a batch.
   *
   * @param expected how many tasks it will have; 0 if that is not known
   * @param fixedChunk how many of them make a chunk; 0 to find out
   */
  public Batch(long expected, int fixedChunk) {
    this.expected = expected;
    this.fixedChunk = fixedChunk;
  }

  /** All that are expected will come, as far as anybody knows; to be said before the first does. */
  public void announce() {
    coming = expected;
  }

  /** Takes note that {@code count} were submitted; returns how many more are now known to come. */
  long submitted(int count) {
    long before = begun ? coming : 0;
    begun = true;
    coming = Math.max(0, coming - count);
    return coming - before;
  }

  /** No more will come; returns how many fewer these are. */
  long ended() {
    return submitted(Integer.MAX_VALUE);
  }

  /** Takes note that {@code count} tasks have taken {@code nanos} together. */
  void measured(int count, long nanos) {
    double one = (double) Math.max(nanos, 1) / count;
    nanosPerTask =
        nanosPerTask == 0 ? one : nanosPerTask + (one - nanosPerTask) * count / (count + WEIGHT);
  }

  /** How many tasks the next chunk is to have, for one of {@code workers}. */
  int chunk(int workers) {
    if (fixedChunk > 0) {
      return fixedChunk;
    }
    double wanted =
        nanosPerTask > 0
            ? CHUNK_NANOS / nanosPerTask
            : expected > 0 ? Math.ceil(expected / (8.0 * workers)) : 1;
    int share = (queued.size() - Math.min(dead, queued.size()) + workers - 1) / workers;
    return (int) Math.max(1, Math.min(Math.min(wanted, MAX_CHUNK), share));
  }

  /** About how many tasks are done in {@code nanos}; 0 if that is not known. */
  double tasksIn(long nanos) {
    return nanosPerTask > 0 ? nanos / nanosPerTask : 0;
  }
}
