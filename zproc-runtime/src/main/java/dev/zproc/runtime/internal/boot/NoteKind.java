package dev.zproc.runtime.internal.boot;

/** What the notes say that child and parent send each other through the server. */
public final class NoteKind {

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

  /** Child to parent: its outcome is told, and it now stops its own children. */
  public static final byte CLOSING = 6;

  /** Child to parent, if its runs have a time-out: one of them is over, and it waits for more. */
  public static final byte RUN_OVER = 7;

  /** Child to parent, if its runs have a time-out: another one begins. */
  public static final byte RUN_BEGINS = 8;

  /** Parent to child: end. */
  public static final byte STOP = 1;

  private NoteKind() {}
}
