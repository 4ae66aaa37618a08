package dev.zproc.runtime.internal.journal;

import java.nio.file.Path;

/**
 * Where a state is kept, and what it survives there.
 *
 * @param file the file
 * @param level what a write survives once it was answered
 */
public record Durable(Path file, Level level) {

  /** What a write survives once it was answered. */
  public enum Level {
    /** Nothing, but the file follows. */
    MEMORY,
    /** The end of the process, whatever ends it. */
    PROCESS,
    /** The loss of power too. */
    DISK
  }
}
