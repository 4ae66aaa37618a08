package dev.zproc.runtime.internal.process;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that tells whether anything still comes.
 *
 * <p>Threads: read by one thread; asked by any.
 */
final class WatchedStream extends FilterInputStream {

  private volatile boolean waiting;
  private volatile boolean ended;

  /** How often something has come. Written by the reading thread only. */
  private volatile int reads;

  WatchedStream(InputStream in) {
    super(in);
  }

  /** How often something has come; wraps around. */
  int reads() {
    return reads;
  }

  /**
   * Whether nothing has come since {@code reads} was what it was, though its reader waits; or
   * nothing will, as it has ended.
   */
  boolean isQuietSince(int then) {
    return ended || waiting && reads == then;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    waiting = true;
    try {
      int count = in.read(bytes, offset, length);
      ended = count < 0;
      return count;
    } catch (IOException e) {
      ended = true; // it was closed when the process ended
      throw e;
    } finally {
      reads = reads + 1;
      waiting = false;
    }
  }
}
