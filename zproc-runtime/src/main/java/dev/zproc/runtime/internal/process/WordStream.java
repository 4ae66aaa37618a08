package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.StandbyWord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The stderr of a standby JVM without the words that it says there. What else comes, as from an
 * agent, is kept until somebody reads it, up to a bound; beyond that the end is kept.
 *
 * <p>Threads: not safe; handed over from the thread that awaits the first word to the pump. {@link
 * #isTaken} and {@link #isUntaken} are safe for use by many.
 */
final class WordStream extends InputStream {

  private static final int KEPT_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] kept = new byte[KEPT_BYTES];
  private int from;
  private int to;

  private byte[] word = StandbyWord.READY.bytes();
  private int matched;
  private boolean ready;
  private volatile boolean taken;
  private volatile boolean untaken;

  /** Makes a stream of what {@code in} has, beginning before the first word. */
  WordStream(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Whether the JVM has said that it has its boot frame. */
  boolean isTaken() {
    return taken;
  }

  /**
   * Whether it will never say so, since all that it has said has been read. Until then it may have
   * said it, behind what the reader has not passed on yet.
   */
  boolean isUntaken() {
    return untaken;
  }

  /** Reads until the JVM says that it is warm; false if the stream ends before. */
  boolean awaitReady() throws IOException {
    while (!ready) {
      int b = in.read();
      if (b < 0) {
        untaken = true;
        return false;
      }
      take((byte) b);
    }
    return true;
  }

  /** What is kept, as text; for a JVM that has ended. */
  String text() {
    return new String(kept, from, to - from, StandardCharsets.UTF_8).strip();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (from == to && !taken) {
      int b = in.read();
      if (b < 0) {
        giveBack();
        untaken = true;
        break;
      }
      take((byte) b);
    }
    if (from == to) {
      return in.read(bytes, offset, length);
    }
    int count = Math.min(length, to - from);
    System.arraycopy(kept, from, bytes, offset, count);
    from += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void take(byte b) {
    if (b != word[matched]) {
      giveBack();
      if (b != StandbyWord.FIRST) {
        keep(b);
        return;
      }
    }
    if (++matched == word.length) {
      matched = 0;
      taken = ready;
      ready = true;
      word = StandbyWord.TAKEN.bytes();
    }
  }

  /** What looked like the beginning of a word was none. */
  private void giveBack() {
    for (int i = 0; i < matched; i++) {
      keep(word[i]);
    }
    matched = 0;
  }

  private void keep(byte b) {
    if (from == to) {
      from = 0;
      to = 0;
    } else if (to == kept.length) {
      int dropped = Math.max(from, KEPT_BYTES / 2);
      System.arraycopy(kept, dropped, kept, 0, to - dropped);
      from = 0;
      to -= dropped;
    }
    kept[to++] = b;
  }
}
