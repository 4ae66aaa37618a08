package dev.zproc.runtime.internal.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a session is to the server, which decides what it may ask for. Members have sessions of
 * their own, with a secret each. The others come by a secret that all of their role share, say
 * hello with the number that stands for it, and are each given a session when they are let in.
 */
public enum Role {
  /** The root of a context, and its children at any depth. */
  MEMBER(0),

  /** A tool that looks, and changes nothing. */
  READER(-1),

  /** A tool that may write, too, and say a word to any child. */
  OPERATOR(-2),

  /** A program that shares the state of a server, and may have children of its own. */
  CLIENT(-3);

  private final long door;

  Role(long door) {
    this.door = door;
  }

  /** The session that one without a session says hello as. */
  public long door() {
    return door;
  }

  /** Whether sessions of this kind are made when somebody comes. */
  public boolean isGuest() {
    return door < 0;
  }

  /** Returns whose number it is that a hello has in the place of a session; null for a session. */
  public static @Nullable Role ofDoor(long session) {
    for (Role role : values()) {
      if (role.isGuest() && role.door == session) {
        return role;
      }
    }
    return null;
  }
}
