package dev.zproc.runtime.testing;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Has something short done again and again, by a thread that goes deeper each time until its stack
 * overflows, and looks what that has left behind in the thread.
 */
public final class EveryDepth {

  private static final int ROUNDS = 300;
  private static final long STACK_BYTES = 200_000;
  private static final int MAX_MORE_BYTES = 50_000;

  private EveryDepth() {}

  /** Throws what {@code after} does, which is done by each thread once nothing is on its stack. */
  public static void run(Runnable work, Runnable after) throws InterruptedException {
    Random random = new Random(20_261_130);
    Throwable[] thrown = new Throwable[1];
    for (int i = 0; i < ROUNDS && thrown[0] == null; i++) {
      Runnable both =
          () -> {
            overflow(work);
            try {
              after.run();
            } catch (RuntimeException | Error e) {
              thrown[0] = e;
            }
          };
      long size = STACK_BYTES + random.nextInt(MAX_MORE_BYTES);
      Thread thread = new Thread(null, both, "deep", size);
      thread.start();
      thread.join();
    }
    rethrow(thrown[0]);
  }

  private static void overflow(Runnable work) {
    try {
      down(work);
    } catch (StackOverflowError end) {
      // As it is to be.
    }
  }

  private static int down(Runnable work) {
    work.run();
    return down(work) + 1;
  }

  private static void rethrow(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown instanceof RuntimeException e) {
      throw e;
    }
  }
}
