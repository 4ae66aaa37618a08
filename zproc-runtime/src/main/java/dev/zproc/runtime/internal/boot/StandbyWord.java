package dev.zproc.runtime.internal.boot;

import java.nio.charset.StandardCharsets;

/**
 * What a standby JVM says on its stderr, the only way up that needs no server; its parent takes it
 * out of what is shown. Nothing that a program prints by chance begins like this.
 */
public enum StandbyWord {
  /** It is warm, and waits for its boot frame. */
  READY,
  /** It has its boot frame, and can run what that names. Nothing of the user's has run before. */
  TAKEN;

  /** The first byte of each word, which is nowhere else in it. */
  public static final byte FIRST = 0;

  private final byte[] bytes =
      ('\0' + "zproc standby " + name() + '\n').getBytes(StandardCharsets.US_ASCII);

  /** Its bytes; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
