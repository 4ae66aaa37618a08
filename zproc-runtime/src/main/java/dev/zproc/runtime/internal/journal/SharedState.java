package dev.zproc.runtime.internal.journal;

import java.util.function.Function;

/** A place where servers share a state. */
public interface SharedState {

  /**
   * Connects, and reads the state; blocks meanwhile.
   *
   * @param failure makes the exception that says why that cannot be
   * @throws RuntimeException that which {@code failure} has made
   */
  JournalProvider.Opened open(Function<String, RuntimeException> failure);
}
