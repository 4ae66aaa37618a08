package dev.zproc.runtime.internal.ssh;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The stderr of a child on another host without what its launcher says there by lines that begin
 * with a zero byte and the id of this start. All else comes as it is.
 *
 * <p>Threads: read by one thread, the pump's; what was said is safe for use by many.
 */
final class LaunchWords extends InputStream {

  private static final int LONGEST = 64;

  private final InputStream in;
  private final Runnable onceUp;
  private final Runnable onceEnded;
  private final byte[] head;
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private byte[] ready = new byte[0];
  private int at;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean inLine;

  private volatile boolean up;
  private volatile @Nullable String trouble;
  private volatile int exitCode = -1;

  /**
   * Makes one.
   *
   * @param onceUp called by the reading thread as soon as the JVM takes signals
   * @param onceEnded called by it as soon as the JVM has ended
   */
  LaunchWords(InputStream in, String id, Runnable onceUp, Runnable onceEnded) {
    this.in = new BufferedInputStream(in);
    this.onceUp = onceUp;
    this.onceEnded = onceEnded;
    this.head = ("\0zproc " + id + " ").getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether what becomes the JVM runs there, and takes signals; and so ssh has connected. */
  boolean isUp() {
    return up;
  }

  /** The exit code of the JVM there; -1 if nobody has told it. */
  int exitCode() {
    return exitCode;
  }

  /** Why the launcher has not started the JVM, in one word; null if it has, or has not said so. */
  @Nullable String trouble() {
    return trouble;
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
    byte[] buffer = new byte[4096];
    while (at == ready.length) {
      int count = in.read(buffer);
      if (count < 0) {
        if (!inLine) {
          return -1;
        }
        giveBack();
      } else {
        for (int i = 0; i < count; i++) {
          take(buffer[i]);
        }
      }
      ready = plain.toByteArray();
      plain.reset();
      at = 0;
    }
    int count = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void take(byte b) {
    if (!inLine) {
      if (b != 0) {
        plain.write(b);
        return;
      }
      inLine = true;
    }
    int length = line.size();
    if (length < head.length && b != head[length] || length > LONGEST) {
      giveBack();
      take(b);
      return;
    }
    if (b == '\n') {
      String said = line.toString(StandardCharsets.US_ASCII).substring(head.length);
      line.reset();
      inLine = false;
      heard(said);
    } else {
      line.write(b);
    }
  }

  /** What looked like a line of the launcher was none. */
  private void giveBack() {
    plain.writeBytes(line.toByteArray());
    line.reset();
    inLine = false;
  }

  private void heard(String said) {
    if (said.equals("up")) {
      up = true;
      onceUp.run();
    } else if (said.startsWith("exit ")) {
      exitCode = Integer.parseInt(said.substring("exit ".length()));
      onceEnded.run();
    } else {
      trouble = said;
    }
  }
}
