package dev.zproc.runtime.internal.engine;

import java.util.function.BooleanSupplier;

/**
 * Lets a thread that waits for an engine do the engine's work meanwhile: one thread leads, which
 * reads for all, and the others follow, each told by it what it waits for. So nobody is woken only
 * to hand over.
 *
 * <p>Threads: safe for use by many threads.
 */
public interface Lead {

  /** Of an engine that does its work by itself. */
  Lead NONE =
      new Lead() {
        @Override
        public boolean lead(BooleanSupplier over, long nanos) {
          return false;
        }

        @Override
        public void unfollow(BooleanSupplier over) {}

        @Override
        public void wake() {}
      };

  /**
   * Does the engine's work, unless another thread does or this one should not, until {@code over}
   * says so, the time is over, or this thread is interrupted; its flag is left alone. The caller
   * must be ready to wait in another way after that.
   *
   * @param over never blocks; looked at by the thread that leads
   * @return whether the caller follows another thread, until {@link #unfollow}
   */
  boolean lead(BooleanSupplier over, long nanos);

  /** The caller follows no longer. */
  void unfollow(BooleanSupplier over);

  /** Lets the thread that leads look again whether what it waits for is over. */
  void wake();
}
