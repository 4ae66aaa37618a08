package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.NoteKind;

/**
 * How far a child has come, as it has said itself.
 *
 * @param running whether its method has begun
 * @param exiting whether its JVM has begun to exit in an orderly way
 */
public record ChildProgress(boolean running, boolean exiting) {

  /** It has said nothing yet. */
  public static final ChildProgress NONE = new ChildProgress(false, false);

  /** This and what a note of that {@link NoteKind} says; most change nothing. */
  public ChildProgress and(byte note) {
    return switch (note) {
      case NoteKind.RUNNING -> new ChildProgress(true, exiting);
      case NoteKind.EXITING -> new ChildProgress(running, true);
      default -> this;
    };
  }
}
