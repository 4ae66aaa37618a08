package dev.zproc.runtime.internal.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;

/**
 * Cuts a stream of bytes into the frames that it was made of: four bytes of length, the frame, and
 * so on. Of a frame that is not whole it keeps what has come and no more, so that announcing one
 * costs nothing.
 *
 * <p>Threads: owned by the thread of the socket.
 */
final class FrameInput {

  static final int HEAD_BYTES = 4;

  private static final byte[] NOTHING = new byte[0];

  private int limit;

  /** What has come of a frame that is not whole, its length included. */
  private byte[] partial = NOTHING;

  private int gathered;

  /** Takes frames of at most {@code limit} bytes. */
  FrameInput(int limit) {
    this.limit = limit;
  }

  /** Sets the largest frame that is taken from now on. */
  void limit(int bytes) {
    limit = bytes;
  }

  /**
   * Takes all bytes of {@code in}, and adds to {@code frames} those that are whole; returns false
   * if one is too large, and then this stream is good for nothing.
   */
  boolean take(ByteBuffer in, Queue<? super byte[]> frames) {
    while (in.hasRemaining()) {
      if (gathered == 0 && in.remaining() >= HEAD_BYTES) {
        int length = in.getInt(in.position());
        if (length < 0 || length > limit) {
          return false;
        }
        if (in.remaining() - HEAD_BYTES >= length) {
          byte[] frame = new byte[length];
          in.position(in.position() + HEAD_BYTES);
          in.get(frame);
          frames.add(frame);
          continue;
        }
      }
      if (!gather(in, frames)) {
        return false;
      }
    }
    return true;
  }

  private boolean gather(ByteBuffer in, Queue<? super byte[]> frames) {
    if (gathered < HEAD_BYTES) {
      move(in, HEAD_BYTES);
      if (gathered < HEAD_BYTES) {
        return true;
      }
    }
    int length = ByteBuffer.wrap(partial).getInt();
    if (length < 0 || length > limit) {
      return false;
    }
    move(in, HEAD_BYTES + length);
    if (gathered == HEAD_BYTES + length) {
      frames.add(Arrays.copyOfRange(partial, HEAD_BYTES, gathered));
      partial = NOTHING;
      gathered = 0;
    }
    return true;
  }

  /** Moves bytes until {@code whole} are gathered. */
  private void move(ByteBuffer in, int whole) {
    int count = Math.min(in.remaining(), whole - gathered);
    if (partial.length < gathered + count) {
      partial = Arrays.copyOf(partial, Math.min(whole, Math.max(2 * gathered, gathered + count)));
    }
    in.get(partial, gathered, count);
    gathered += count;
  }
}
