package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records that one side says into frames: the records, each after its length, are one
 * stream of bytes, which is cut into pieces of at most {@link #MAX_FRAME_BYTES} with the
 * connection's token and a running number before them. So many small records share a frame, and one
 * large record takes many, none of which is large. What a record shares stays where it is until its
 * turn has come.
 *
 * <p>Threads: not safe; owned by the thread that owns the socket.
 */
public final class FrameCutter {

  /** The largest frame on any socket. */
  public static final int MAX_FRAME_BYTES = 64 * 1024;

  static final int HEAD_BYTES = 12;

  private static final int FIRST_CAPACITY = 128;

  private final long token;

  /** Bytes that have not been put into frames. */
  private static final class Piece {
    final byte[] array;
    final int to;
    int from;

    Piece(byte[] array, int from, int to) {
      this.array = array;
      this.from = from;
      this.to = to;
    }
  }

  private final Deque<Piece> pending = new ArrayDeque<>();
  private long pendingBytes;
  private final Deque<byte[]> full = new ArrayDeque<>();

  /** The frame that is being filled; once it is full it goes out without being copied. */
  private byte[] open = new byte[FIRST_CAPACITY];

  private int openSize;
  private final WireWriter length = new WireWriter();
  private final WireWriter.Pieces appending = new Appending();
  private int number;

  public FrameCutter(long token) {
    this.token = token;
  }

  /** Appends a record. */
  public void add(WireWriter record) {
    length.clear().varint(record.size());
    length.pieces(appending);
    record.pieces(appending);
  }

  /** No lambda: it is needed for the first record, and then for each. */
  private final class Appending implements WireWriter.Pieces {

    @Override
    public void piece(byte[] bytes, int from, int to, boolean shared) {
      append(bytes, from, to, shared);
    }
  }

  private void append(byte[] bytes, int from, int to, boolean shared) {
    if (shared) {
      keep(bytes, from, to);
    } else if (!pending.isEmpty()) {
      keep(Arrays.copyOfRange(bytes, from, to), 0, to - from);
    } else {
      int at = from;
      while (at < to) {
        at += put(bytes, at, to);
      }
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    if (to > from) {
      pending.add(new Piece(bytes, from, to));
      pendingBytes += to - from;
    }
  }

  /** Puts bytes into the open frame, as many as it takes; returns how many. */
  private int put(byte[] bytes, int from, int to) {
    if (openSize == 0) {
      begin();
    }
    int count = Math.min(to - from, MAX_FRAME_BYTES - openSize);
    room(count);
    System.arraycopy(bytes, from, open, openSize, count);
    openSize += count;
    if (openSize == MAX_FRAME_BYTES) {
      cut();
    }
    return count;
  }

  private void room(int more) {
    if (open.length - openSize < more) {
      int wanted = Math.max(openSize + more, 2 * open.length);
      open = Arrays.copyOf(open, Math.min(wanted, MAX_FRAME_BYTES));
    }
  }

  private void fill() {
    for (Piece next = pending.peek(); next != null && full.isEmpty(); next = pending.peek()) {
      int count = put(next.array, next.from, next.to);
      next.from += count;
      pendingBytes -= count;
      if (next.from == next.to) {
        pending.remove();
      }
    }
  }

  private void begin() {
    ByteBuffer.wrap(open).putLong(token).putInt(number++);
    openSize = HEAD_BYTES;
  }

  private void cut() {
    if (openSize == open.length) {
      full.add(open);
      open = new byte[FIRST_CAPACITY];
    } else {
      full.add(Arrays.copyOf(open, openSize));
    }
    openSize = 0;
  }

  /** Whether a frame is full, so that nothing should be added before it is sent. */
  public boolean hasFull() {
    return !full.isEmpty() || !pending.isEmpty();
  }

  /** How many bytes are kept that no frame has yet. */
  public long pendingBytes() {
    return pendingBytes;
  }

  /** Returns the next frame to send, full or not, or null; it stays until {@link #sent}. */
  public byte @Nullable [] next() {
    fill();
    if (full.isEmpty() && openSize > 0) {
      cut();
    }
    return full.peek();
  }

  /** Takes away the frame that {@link #next} has returned. */
  public void sent() {
    full.remove();
  }
}
