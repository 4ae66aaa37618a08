package dev.zproc.runtime;

import dev.zproc.runtime.internal.journal.SharedState;
import dev.zproc.runtime.internal.journal.SharedStates;
import org.jspecify.annotations.Nullable;

/** Whether a context shares its state with other roots, and by what. */
final class SharedChoice {

  private SharedChoice() {}

  /**
   * Returns what it is shared by; null if it is the context's own.
   *
   * @param engine what the program has asked for
   * @param kept whether the program keeps the state elsewhere, in a file or a server of its own
   * @throws IllegalArgumentException if it asks for both
   */
  static @Nullable SharedState of(@Nullable Engine engine, boolean kept) {
    if (engine == null) {
      return kept ? null : SharedStates.named();
    }
    if (kept) {
      throw new IllegalArgumentException(
          "engine(…) goes neither with durable(…), since the engine keeps the state, nor with a"
              + " FORKED server; leave one of them out");
    }
    return SharedStates.of(engine);
  }
}
