package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.process.Words;

/**
 * Hears when the parent asks this child to end, and interrupts its main thread: every wait of zproc
 * and of the JDK ends then.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class StopWord {

  private final Thread main;
  private boolean over;
  private boolean said;

  StopWord(Thread main) {
    this.main = main;
  }

  /** Whether the parent has asked. */
  synchronized boolean isSaid() {
    return said;
  }

  /** To be called with what the parent says. */
  public synchronized void hear(byte word) {
    if (word == Words.STOP) {
      said = true;
      if (!over) {
        main.interrupt();
      }
    }
  }

  /** The method is over: what is left to do in the main thread is not interrupted. */
  synchronized void over() {
    over = true;
    Thread.interrupted();
  }
}
