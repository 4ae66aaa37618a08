package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tasks with values that notice that they are made, and refuse that where a test says so. */
final class Witnesses {

  private Witnesses() {}

  /** A value that counts how many of its kind were made in this process. */
  record Witness(int number) {
    static final AtomicInteger MADE = new AtomicInteger();

    /** What is thrown by whoever makes one in this process; null for nothing. */
    static volatile @Nullable Error refusal;

    Witness {
      MADE.incrementAndGet();
      Error thrown = refusal;
      if (thrown != null) {
        throw thrown;
      }
    }
  }

  /** Returns one after a while. */
  @ChildProcess
  static Witness make(int number, long millis) throws InterruptedException {
    Thread.sleep(millis);
    return new Witness(number);
  }

  @ChildProcess
  static int read(Witness witness) {
    return witness.number();
  }
}
