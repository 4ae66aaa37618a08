package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records that one side says into frames: the records, each after its length, are one
 * stream of bytes, which is cut into pieces of at most {@link #MAX_FRAME_BYTES} with the
 * connection's token and a running number before them. So many small records share a frame, and one
 * large record takes many, none of which is large.
 *
 * <p>Threads: not safe; owned by the thread that owns the socket.
 */
public final class FrameCutter {

  /** The largest frame on any socket. */
  public static final int MAX_FRAME_BYTES = 64 * 1024;

  static final int HEAD_BYTES = 12;

  private final long token;
  private final Deque<byte[]> full = new ArrayDeque<>();
  private final WireWriter open = new WireWriter();
  private final WireWriter length = new WireWriter();
  private int number;

  public FrameCutter(long token) {
    this.token = token;
  }

  /** Appends a record. */
  public void add(WireWriter record) {
    length.clear().varint(record.size());
    append(length.buffer(), length.size());
    append(record.buffer(), record.size());
  }

  private void append(byte[] bytes, int size) {
    int from = 0;
    while (from < size) {
      if (open.size() == 0) {
        begin();
      }
      int piece = Math.min(size - from, MAX_FRAME_BYTES - open.size());
      open.raw(bytes, from, piece);
      from += piece;
      if (open.size() == MAX_FRAME_BYTES) {
        cut();
      }
    }
  }

  private void begin() {
    open.fixed(token).i32(number++);
  }

  private void cut() {
    full.add(open.toByteArray());
    open.clear();
  }

  /** Whether a frame is full, so that nothing should be added before it is sent. */
  public boolean hasFull() {
    return !full.isEmpty();
  }

  /** Returns the next frame to send, full or not, or null; it stays until {@link #sent}. */
  public byte @Nullable [] next() {
    if (full.isEmpty() && open.size() > 0) {
      cut();
    }
    return full.peek();
  }

  /** Takes away the frame that {@link #next} has returned. */
  public void sent() {
    full.remove();
  }
}
