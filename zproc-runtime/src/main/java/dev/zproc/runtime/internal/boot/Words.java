package dev.zproc.runtime.internal.boot;

/**
 * What a child has said of itself so far, and the words that child and parent say to each other
 * through the server.
 *
 * <p>Threads: immutable.
 *
 * @param waiting whether it waits for its condition, or has done so
 * @param running whether its method has begun
 * @param exiting whether its JVM has begun to exit in an orderly way
 */
public record Words(boolean waiting, boolean running, boolean exiting) {

  /** Child to parent: it waits for its condition. */
  public static final byte WAITING = 1;

  /** Child to parent: its method begins. */
  public static final byte RUNNING = 2;

  /** Child to parent: its JVM exits in an orderly way, hooks and all. */
  public static final byte EXITING = 3;

  /** Child to parent, up to the root: a child has failed with which the root must stop. */
  public static final byte STOP_ROOT = 4;

  /** Child to parent: where its wait is to begin if this process does not come to its end. */
  public static final byte POSITION = 5;

  /** Parent to child: end. */
  public static final byte STOP = 1;

  public static final Words NONE = new Words(false, false, false);

  /** These and {@code word}; an unknown one changes nothing. */
  public Words and(byte word) {
    return switch (word) {
      case WAITING -> new Words(true, running, exiting);
      case RUNNING -> new Words(waiting, true, exiting);
      case EXITING -> new Words(waiting, running, true);
      default -> this;
    };
  }
}
