package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;

/**
 * Writes frames to a channel that does not block, each after its length. What the channel does not
 * take waits here, a few frames of it; more is refused.
 *
 * <p>Threads: owned by the thread of the socket.
 */
final class FrameOutput {

  /** How many frames may wait; who has more to say knows better what to do about that. */
  static final int MAX_WAITING = 4;

  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();

  /**
   * Writes a frame, or lets it wait; returns false if too many do.
   *
   * @param scratch a direct buffer with room for the frame and its length
   */
  boolean send(GatheringByteChannel channel, byte[] frame, ByteBuffer scratch) throws IOException {
    if (!flush(channel)) {
      if (waiting.size() >= MAX_WAITING) {
        return false;
      }
      ByteBuffer copy = ByteBuffer.allocate(FrameInput.HEAD_BYTES + frame.length);
      waiting.add(copy.putInt(frame.length).put(frame).flip());
      return true;
    }
    scratch.clear().putInt(frame.length).put(frame).flip();
    channel.write(scratch);
    if (scratch.hasRemaining()) {
      waiting.add(ByteBuffer.allocate(scratch.remaining()).put(scratch).flip());
    }
    return true;
  }

  /** Writes what waits, as far as the channel takes it; returns whether that was all. */
  boolean flush(GatheringByteChannel channel) throws IOException {
    if (!waiting.isEmpty()) {
      channel.write(waiting.toArray(new ByteBuffer[0]));
      while (!waiting.isEmpty() && !waiting.element().hasRemaining()) {
        waiting.remove();
      }
    }
    return waiting.isEmpty();
  }

  /** Whether the channel has not taken all. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Forgets what waits: its connection is gone. */
  void clear() {
    waiting.clear();
  }
}
