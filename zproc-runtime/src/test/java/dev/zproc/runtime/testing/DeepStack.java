package dev.zproc.runtime.testing;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Has something done by a thread whose stack is about to overflow, in it or before it, at a place
 * by chance: a stack may end at every call, also at one that puts right what another has left.
 */
public final class DeepStack {

  private static final long STACK_BYTES = 300_000;

  /** How many frames are left to what is done, at most. */
  private static final int MAX_LEFT = 100;

  private final Random random;
  private boolean begun;

  public DeepStack(long seed) {
    random = new Random(seed);
  }

  /** Does it; returns what it threw, or null. */
  public @Nullable Throwable run(Runnable work) throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    int left = random.nextInt(MAX_LEFT);
    begun = false;
    Runnable deep =
        () -> {
          try {
            toTheEndAndBack(left, work);
          } catch (RuntimeException | Error e) {
            thrown[0] = e;
          }
        };
    Thread thread = new Thread(null, deep, "deep", STACK_BYTES);
    thread.start();
    thread.join();
    return thrown[0];
  }

  /** One method, since how large a frame is depends on how it was compiled. */
  private int toTheEndAndBack(int left, Runnable work) {
    int more;
    try {
      more = toTheEndAndBack(left, work);
    } catch (StackOverflowError end) {
      if (begun) {
        throw end;
      }
      more = left;
    }
    if (more == 0) {
      begun = true;
      work.run();
    }
    return more - 1;
  }
}
