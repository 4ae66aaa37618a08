package dev.zproc.runtime.internal.wire;

/**
 * What tools and the program of a context say to each other through the server, as notes of a kind:
 * a tool says it with a {@link Request.Note}, which goes to the root, and hears it as from a
 * parent. To what is below the root it is passed on from parent to child, and back.
 */
public final class ToolWord {

  /** The lowest kind; what parents and children say to each other is below. */
  public static final byte FIRST = 64;

  /** Any tool to the root: it wants to hear what happens to the root's children. */
  public static final byte FOLLOW = FIRST;

  /** An operator to the root, a parent to a child: a child is to be sent a signal. */
  public static final byte SIGNAL = 65;

  /** The root to a tool: what has happened. */
  public static final byte HAPPENED = 66;

  /** A child to its parent, the root to a tool: what has become of a {@link #SIGNAL}. */
  public static final byte SIGNALLED = 67;

  /** Any tool to the root: it wants to know what values are in the words of their classes. */
  public static final byte ASK_VALUES = 68;

  /** The root to a tool: the answer to that. */
  public static final byte TELL_VALUES = 69;

  private ToolWord() {}

  /** Whether a tool of this role may say that to the root. */
  public static boolean isAllowed(Role role, byte kind) {
    return switch (role) {
      case READER -> kind == FOLLOW || kind == ASK_VALUES;
      case OPERATOR -> kind == FOLLOW || kind == ASK_VALUES || kind == SIGNAL;
      case MEMBER, CLIENT -> false;
    };
  }

  /** Whether a child may say that to its parent. */
  public static boolean isOfChild(byte kind) {
    return kind < FIRST || kind == SIGNALLED;
  }
}
