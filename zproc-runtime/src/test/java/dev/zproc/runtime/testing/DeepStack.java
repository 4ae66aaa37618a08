package dev.zproc.runtime.testing;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Has something done by a thread whose stack is about to overflow, in it or before it, at a place
 * by chance: a stack may end at every call, also at one that puts right what another has left.
 */
public final class DeepStack {

  private static final long STACK_BYTES = 300_000;

  /** How many of the last frames are left to what is done, at most. */
  private static final int MAX_LEFT = 400;

  private final Random random;
  private int depth;

  public DeepStack(long seed) {
    random = new Random(seed);
  }

  /** Does it; returns what it threw, or null. */
  public @Nullable Throwable run(Runnable work) throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    int left = random.nextInt(MAX_LEFT);
    Runnable deep =
        () -> {
          try {
            toTheEnd(0);
          } catch (StackOverflowError end) {
            // So deep it goes.
          }
          try {
            down(depth - left, work);
          } catch (RuntimeException | Error e) {
            thrown[0] = e;
          }
        };
    Thread thread = new Thread(null, deep, "deep", STACK_BYTES);
    thread.start();
    thread.join();
    return thrown[0];
  }

  private int toTheEnd(int reached) {
    depth = reached;
    return toTheEnd(reached + 1) + 1;
  }

  private static int down(int left, Runnable work) {
    if (left <= 0) {
      work.run();
      return 0;
    }
    return down(left - 1, work) + 1;
  }
}
