package dev.zproc.console;

import java.util.List;

/**
 * A part of what viewers see.
 *
 * <p>Threads: owned by the thread {@code zproc-console}.
 */
interface Section {

  /** Looks again, and returns what has changed since the last look, as frames. */
  List<byte[]> look();

  /** All that was last looked at, for somebody who comes now. */
  List<byte[]> all();

  /** Nobody looks any more: lets go of what it holds. */
  default void rest() {}
}
