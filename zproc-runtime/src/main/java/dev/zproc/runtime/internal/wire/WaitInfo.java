package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open watch or wait, as people are shown it.
 *
 * @param process the names of the process's ancestors below the root and its own, joined by {@code
 *     /}
 * @param session of that process
 * @param id the number of the watch within the session; 0 is the wait it was born with
 * @param sinceMillis when it was opened, in milliseconds since 1970 by the server's clock
 * @param label what it waits for, in the words of who waits
 * @param readings what the first keys are that it looks at
 */
public record WaitInfo(
    String process, long session, long id, long sinceMillis, String label, List<Reading> readings) {

  /**
   * A key and its value now, or the initial value that the wait takes it for while it is absent.
   *
   * @param size how many bytes the value has
   * @param value null if there is none, or if it is too large to be shown
   */
  public record Reading(Bytes key, int size, @Nullable Bytes value) {}
}
