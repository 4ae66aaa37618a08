package dev.zproc.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * A {@link StateView} that can be written to, inside a transaction.
 *
 * <p>Threads: not safe; used by the thread that runs the transaction.
 */
public interface DraftView extends StateView {

  /** Sets the key; null makes a nullable key absent. */
  void set(int key, @Nullable Object value);
}
